-- Who takes over from an organization that has ended: what happens in its name afterwards counts there.
-- Derived from the lives of organizations by whoever rewrites them; `seat` is the place of whoever stands at the end of the
-- way, so that its people may still name what it took over.
create table succession (
  region int not null,
  org uuid not null,
  -- First day on which the organization stands no more.
  day date not null,
  successor uuid not null,
  seat text collate "C" not null,
  -- What it was called last, and where it stood last.
  code text collate "C" not null,
  short text not null,
  english text not null,
  place text collate "C" not null,
  primary key (region, org)
);
create index succession_successor on succession (region, successor);
create index succession_seat on succession (region, seat);
create index succession_place on succession (region, place);

alter table succession enable row level security;
create policy succession_scope on succession to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));
grant select, insert, delete on succession to jiceng_app;

-- In whose name a record was written, where another organization has taken it over; else nothing.
alter table record add column origin uuid;
create index record_origin on record (region, origin, day) where origin is not null;

-- Mergers made before: their records after the day go to the successor with the next settling, and can still be undone.
insert into succession (region, org, day, successor, seat, code, short, english, place)
select c.region, c.org, c.day, (c.what->>'to')::uuid, t.seat, g.code, g.short, g.english, g.seat
from register_change c
join lateral (select seat from org o where o.region = c.region and o.id = (c.what->>'to')::uuid order by o.valid desc limit 1) t on true
join lateral (select code, short, english, seat from org o where o.region = c.region and o.id = c.org order by o.valid desc limit 1) g on true
where c.act = 'org.merge' and c.undoes is null
  and not exists (select from register_change u where u.region = c.region and u.undoes = c.id);
insert into touched (region, id, source, org, seat, month, until)
select region, gen_random_uuid(), '*', org, place, 0, null::int from succession
union all select region, gen_random_uuid(), '*', successor, seat, 0, null::int from succession;
update register_change c set images = (
  select jsonb_agg(case when i->>'of' = 'org' and i->>'id' = c.org::text
    then jsonb_set(i, '{after}', (select coalesce(jsonb_agg(r || jsonb_build_object('successor', c.what->>'to')), '[]') from jsonb_array_elements(i->'after') r))
    else i end) from jsonb_array_elements(c.images) i)
where c.act = 'org.merge' and exists (select from succession s where s.region = c.region and s.org = c.org and s.day = c.day);
