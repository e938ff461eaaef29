-- The journal of the register: every change with the rows that it replaced and those that it left, so that it can be undone.
-- Append-only: an undo is an entry of its own that names the one it undoes.

create table register_change (
  region int not null,
  id uuid not null,
  at timestamptz not null,
  author text not null,
  act text not null,
  -- First day on which the register reads differently.
  day date not null,
  org uuid not null,
  seat text collate "C" not null,
  -- Every organization and person that had a part in it.
  concerns uuid[] not null,
  what jsonb not null,
  -- What was looked at, and the rows that differ: before and after. Without places in the tree, which follow from the organizations.
  scope jsonb not null,
  images jsonb not null,
  undoes uuid,
  primary key (region, id)
);
create index register_change_org on register_change (region, org, id);
create index register_change_seat on register_change (region, seat, id);
create unique index register_change_undone on register_change (region, undoes);

alter table register_change enable row level security;
create policy register_change_scope on register_change to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

grant select, insert on register_change to jiceng_app;
