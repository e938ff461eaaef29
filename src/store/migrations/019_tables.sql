-- Tables made to order that were taken away: how many numbers they held and how many of them stood on record, so that nobody
-- below was asked. Sums of an organization and a month, without a person or a day.

create table taken_table (
  region int not null,
  org uuid not null,
  -- Running month in which they were taken.
  month int not null,
  seat text collate "C" not null,
  tables int not null default 0,
  numbers int not null default 0,
  answered int not null default 0,
  primary key (region, org, month)
);
create index taken_table_seat on taken_table (region, seat, month);

alter table taken_table enable row level security;
create policy taken_table_scope on taken_table to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

-- Sums only grow: who wrote them cannot take them back.
grant select, insert on taken_table to jiceng_app;
grant update (tables, numbers, answered) on taken_table to jiceng_app;
