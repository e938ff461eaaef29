-- Row-level security from the first day. The role that answers requests owns nothing and sees its scope.
-- An unset setting reads as '' on a reused connection: nullif makes it null, and a null scope matches no row.

alter table org enable row level security;
create policy org_scope on org to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

alter table person enable row level security;
create policy person_scope on person to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and (seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), '')
      or id = nullif(current_setting('jiceng.person', true), '')::uuid))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

alter table membership enable row level security;
create policy membership_scope on membership to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

alter table post enable row level security;
create policy post_scope on post to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and (seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), '')
      or person = nullif(current_setting('jiceng.person', true), '')::uuid))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

alter table thing enable row level security;
create policy thing_scope on thing to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

alter table tie enable row level security;
create policy tie_scope on tie to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

alter table record enable row level security;
create policy record_scope on record to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

alter table record_key enable row level security;
create policy record_key_scope on record_key to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

alter table touched enable row level security;
create policy touched_scope on touched to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

alter table own enable row level security;
create policy own_scope on own to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

alter table cell enable row level security;
create policy cell_scope on cell to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

alter table tally enable row level security;
create policy tally_scope on tally to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

alter table audit enable row level security;
create policy audit_scope on audit to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

alter table district enable row level security;
create policy district_region on district for select to jiceng_app using (region = nullif(current_setting('jiceng.region', true), '')::int);

alter table kept_month enable row level security;
create policy kept_month_region on kept_month for select to jiceng_app using (region = nullif(current_setting('jiceng.region', true), '')::int);

create policy kept_month_keep on kept_month for insert to jiceng_app with check (region = nullif(current_setting('jiceng.region', true), '')::int);

grant usage on schema public to jiceng_app;
grant select (region, code, loaded_at, ready) on district to jiceng_app;
grant select on kept_month, org, person, membership, post, thing, tie, record, record_key, touched, own, cell, tally to jiceng_app;
grant select on audit to jiceng_app;
grant insert, update, delete on org, person, membership, post, thing, tie to jiceng_app;
grant insert on record, record_key, touched, kept_month, audit to jiceng_app;
-- A correction marks what it corrects, and a move rewrites the seat; nothing else of a record may change.
grant update (voided_by) on record to jiceng_app;
