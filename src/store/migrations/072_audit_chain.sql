-- The audit as a chain: each line has the next number of its region and a digest over its own content and the digest before it, so
-- that a line edited, removed, exchanged or put in below the application is found. Lines are written by audit_append alone.
alter table audit add column kind text;
-- The person, record or account's person that the line is about; `org` where it is an organization.
alter table audit add column about uuid;
alter table audit add column n bigint;
alter table audit add column digest text;

create table audit_head (
  region int not null,
  n bigint not null,
  digest text not null,
  primary key (region)
);
alter table audit_head enable row level security;
create policy audit_head_region on audit_head for select to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int);
grant select on audit_head to jiceng_app;

-- The one text of a line. An array in JSON: no two contents have the same.
create function audit_digest(before text, region int, n bigint, id uuid, at timestamptz, author text, kind text, act text,
  org uuid, about uuid, seat text, what jsonb) returns text language sql stable as $$
  select encode(sha256(convert_to(jsonb_build_array(before, region, n, id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    author, kind, act, org, about, seat, what)::text, 'UTF8')), 'hex')
$$;

-- Appends lines to the chain of a region. The head is held until the transaction ends: whoever appends does it last.
create function audit_append(region int, lines jsonb) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head audit_head;
  line record;
begin
  insert into audit_head values (audit_append.region, 0, '') on conflict do nothing;
  select h.* into head from audit_head h where h.region = audit_append.region for update;
  for line in
    select * from jsonb_to_recordset(lines)
      as l(id uuid, at timestamptz, author text, kind text, act text, org uuid, about uuid, seat text, what jsonb)
  loop
    head.n := head.n + 1;
    head.digest := audit_digest(head.digest, head.region, head.n, line.id, line.at, line.author, line.kind, line.act, line.org,
      line.about, line.seat, line.what);
    insert into audit (region, id, at, author, kind, act, org, about, seat, what, n, digest)
    values (head.region, line.id, line.at, line.author, line.kind, line.act, line.org, line.about, line.seat, line.what, head.n, head.digest);
  end loop;
  update audit_head h set n = head.n, digest = head.digest where h.region = head.region;
end
$$;
revoke all on function audit_append(int, jsonb) from public;
grant execute on function audit_append(int, jsonb) to jiceng_app;

-- What older houses noted, and what they did to the register, in the order in which it happened.
with older as (
  delete from audit returning region, id, at, author, act, org, seat, what
), lines as (
  select region, id, at, author, act, org, seat, what,
    case when act ~ '^(account|stand_in)[.]' then 'accounts' else 'acts' end as kind,
    case act when 'record.append' then what ->> 'id' when 'record.attach' then what ->> 'record' when 'record.detach' then what ->> 'record' end
      as about
  from older
  union all
  select region, gen_random_uuid(), at, author, case when undoes is null then act else 'org.undo' end, org, seat,
    jsonb_build_object('change', id, 'day', day), 'acts', null
  from register_change
)
select audit_append(region, jsonb_agg(jsonb_build_object('id', id, 'at', at, 'author', author, 'kind', kind, 'act', act, 'org', org,
  'about', about, 'seat', seat, 'what', what) order by at, id))
from lines group by region;

alter table audit alter column kind set not null, alter column n set not null, alter column digest set not null;
create unique index audit_n on audit (region, n);
create index audit_about on audit (region, about, n) where about is not null;
create index audit_kind on audit (region, kind, n);

-- Nobody writes a line but by audit_append; who signs in, who took what away and who looked at whom is for auditors alone.
revoke insert on audit from jiceng_app;
drop policy audit_scope on audit;
create policy audit_scope on audit for select to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), '')
    and (kind = 'acts' or nullif(current_setting('jiceng.audit', true), '') = 'on'));
