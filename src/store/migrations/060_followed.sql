-- What follows of a thing at the end of a month from the register, its ties and its neighbours: settled like a cell, so that whoever
-- sees the thing is told the same, though it rests on people and organizations out of their sight.
create table followed (
  region int not null,
  month int not null,
  thing uuid not null,
  kind text collate "C" not null,
  org uuid not null,
  seat text collate "C" not null,
  body jsonb not null,
  primary key (region, month, thing)
);
create index followed_org on followed (region, org);

alter table followed enable row level security;
create policy followed_scope on followed to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));
grant select on followed to jiceng_app;

-- Cells are built anew by the rules of this version.
update district set edition = null;
