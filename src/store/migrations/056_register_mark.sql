-- What changes of the register touched, by whom and when: so that whoever decides by what they saw is told that the same has been
-- changed since, also by somebody out of their sight. It names nothing: marks are ids. Read by no answer but that refusal.
create table register_mark (
  region int not null,
  change uuid not null,
  mark text collate "C" not null,
  author text not null,
  at timestamptz not null,
  -- The change that it takes back.
  undoes uuid,
  primary key (region, change, mark)
);
create index register_mark_undone on register_mark (region, undoes) where undoes is not null;
alter table register_mark enable row level security;
create policy register_mark_region on register_mark to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int)
  with check (region = nullif(current_setting('jiceng.region', true), '')::int);
grant select, insert on register_mark to jiceng_app;

-- Nobody has seen what came before and decides by it now; the newest change is what everybody has seen.
insert into register_mark (region, change, mark, author, at, undoes)
select region, id, '', author, at, undoes from register_change;
