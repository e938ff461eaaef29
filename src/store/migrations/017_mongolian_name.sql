-- A person's name in Mongolian script; empty where it is not known.
alter table person add column mongolian text not null default '';
