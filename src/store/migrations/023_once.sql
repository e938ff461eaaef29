-- When each of those who made something up did so, side by side with made_up; null, or nothing, where nobody said.
alter table record add column made_up_on date[] not null default '{}';

-- The things that a record names, so that what a place was used for is found from the place.
alter table record add column things uuid[] not null default '{}';
update record r set things = array(
  select distinct t.id from thing t, jsonb_each_text(r.body) as named
  where t.region = r.region and named.value ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' and t.id::text = named.value)
where r.body <> '{}';
create extension if not exists btree_gin;
create index record_things on record using gin (region, things);

-- What is doubtful about the facts behind an own part and a cell: pairs that may tell of one event, what was held with nobody
-- there, and what does not say who came.
alter table own add column twins int not null default 0;
alter table own add column nobody int not null default 0;
alter table own add column untold int not null default 0;
create index own_doubt on own (region, measure, org, month) include (twins, nobody, untold) where twins > 0 or nobody > 0 or untold > 0;
alter table cell add column twins int not null default 0;
alter table cell add column nobody int not null default 0;
alter table cell add column untold int not null default 0;
create index cell_doubt on cell (region, reading, org, measure, month) include (twins, nobody, untold)
  where twins > 0 or nobody > 0 or untold > 0;

-- Cells are built anew by the rules of this version.
update district set edition = null;
