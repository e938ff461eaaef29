-- Whoever takes over from an organization answers for the cases for which it answered: `owner_org` is who answers, `owner_named`
-- who was named, where the two differ.
alter table case_state add column owner_named uuid;
-- All of them are told anew by the next settling.
update district set edition = null;
