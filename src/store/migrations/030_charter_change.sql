-- What was said of the charter is withdrawn before it is in force, or replaced for a reason; it stays, with who took it back, when and why.
alter table own_system
  -- Why it stands in the place of a text that was in force.
  add column why text,
  add column withdrawn_by text,
  add column withdrawn_at timestamptz,
  add column withdrawn_why text,
  drop constraint own_system_once;
create unique index own_system_once on own_system (region, system, since) where withdrawn_at is null;

alter table own_standard
  -- Why it was entered back into days that were over.
  add column why text,
  add column withdrawn_by text,
  add column withdrawn_at timestamptz,
  add column withdrawn_why text,
  drop constraint own_standard_once;
create unique index own_standard_once on own_standard (region, standard, since) where withdrawn_at is null;

grant update (withdrawn_by, withdrawn_at, withdrawn_why) on own_system, own_standard to jiceng_app;
create policy own_system_withdraw on own_system for update to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and nullif(current_setting('jiceng.scope', true), '') ~ '^/[^/]+/$')
  with check (region = nullif(current_setting('jiceng.region', true), '')::int);
create policy own_standard_withdraw on own_standard for update to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and nullif(current_setting('jiceng.scope', true), '') ~ '^/[^/]+/$')
  with check (region = nullif(current_setting('jiceng.region', true), '')::int);
