-- How each case stood, stretch by stretch: written anew from its records by whoever adds one, so that a list reads what it shows.
create table case_state (
  region int not null,
  -- The record that opened it.
  id uuid not null,
  org uuid not null,
  seat text collate "C" not null,
  kind text collate "C" not null,
  opened date not null,
  -- The stretch: its first day, and the first day of the next one. Plain days: an index serves them under row-level security.
  begins date not null,
  ends date,
  closed boolean not null,
  -- The day on which it came to its stage, and the due day in force.
  since date not null,
  due date not null,
  -- How many steps had been told, and when the last word was written.
  steps int not null,
  told timestamptz not null,
  owner uuid,
  owner_org uuid,
  -- The owner's place in the tree of today: whoever answers for a case sees it, wherever it was opened.
  owner_seat text collate "C",
  title text not null,
  -- What makes two cases of one organization the same matter.
  matter text,
  primary key (region, id, begins)
);
-- Counting reads the index alone: it holds what the policy below asks as well.
create index case_state_now on case_state (region, seat) include (kind, closed, due, begins, owner, owner_seat) where ends is null;
create index case_state_open on case_state (region, seat, due) where ends is null and not closed;
create index case_state_closed on case_state (region, since desc, id) where ends is null and closed;
create index case_state_past on case_state (region, ends) where ends is not null;
create index case_state_owner on case_state (region, owner) where ends is null and not closed;
create index case_state_owner_org on case_state (region, owner_org) where ends is null and not closed;
-- For whoever moves an organization: where its cases elsewhere find it.
create index case_state_owner_seat on case_state (region, owner_org);
create index case_state_matter on case_state (region, matter) where closed;

alter table case_state enable row level security;
create policy case_state_read on case_state for select to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and (seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), '')
      or owner = nullif(current_setting('jiceng.person', true), '')::uuid
      or owner_seat >= nullif(current_setting('jiceng.scope', true), '') and owner_seat < nullif(current_setting('jiceng.scope_end', true), '')));
create policy case_state_write on case_state for insert to jiceng_app
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));
create policy case_state_rewrite on case_state for delete to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));
grant select, insert, delete on case_state to jiceng_app;

-- The case that a record is a step of. A column, because row-level security lets no index on an expression over the body be used.
drop index record_case;
alter table record add column step_of text collate "C" generated always as (body->>'case') stored;
create index record_step_of on record (region, step_of) where step_of is not null;

-- What stands already is told by the next settling, as after an upgrade.
update district set edition = null;
