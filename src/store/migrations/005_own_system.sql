-- A district's own norms: the text of its systems and new values of standards, each a dated fact. Nothing is ever rewritten.

-- False where the charter of the district is its own from the first line, without the shipped systems.
alter table district add column shipped boolean not null default true;
grant select (shipped) on district to jiceng_app;

create table own_system (
  region int not null,
  id uuid not null,
  system text collate "C" not null,
  -- First day on which this text is in force; the next text of the same system replaces it.
  since date not null,
  text text not null,
  author text not null,
  at timestamptz not null,
  primary key (region, id),
  constraint own_system_once unique (region, system, since)
);

create table own_standard (
  region int not null,
  id uuid not null,
  standard text collate "C" not null,
  since date not null,
  value numeric not null,
  clause_zh text not null,
  clause_en text not null,
  author text not null,
  at timestamptz not null,
  primary key (region, id),
  constraint own_standard_once unique (region, standard, since)
);

-- The changes that the cells already reflect; written by whoever settles.
create table own_settled (
  region int not null,
  id uuid not null,
  primary key (region, id)
);

-- The whole district reads its norms; only who sees the whole of it, from the top of its tree, adds to them.
alter table own_system enable row level security;
create policy own_system_read on own_system for select to jiceng_app using (region = nullif(current_setting('jiceng.region', true), '')::int);
create policy own_system_add on own_system for insert to jiceng_app
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and nullif(current_setting('jiceng.scope', true), '') ~ '^/[^/]+/$');

alter table own_standard enable row level security;
create policy own_standard_read on own_standard for select to jiceng_app using (region = nullif(current_setting('jiceng.region', true), '')::int);
create policy own_standard_add on own_standard for insert to jiceng_app
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and nullif(current_setting('jiceng.scope', true), '') ~ '^/[^/]+/$');

alter table own_settled enable row level security;

grant select, insert on own_system, own_standard to jiceng_app;
