-- What the product asks of people: sums by organization, month and kind, without a person, a record or an hour of the day.

create table effort (
  region int not null,
  org uuid not null,
  -- Running month of what was recorded; the kind that was filled in.
  month int not null,
  kind text collate "C" not null,
  seat text collate "C" not null,
  records int not null default 0,
  -- Values written by hand, and values that stood in the form already.
  fields int not null default 0,
  known int not null default 0,
  -- Forms not filled in because the same was on record already.
  spared int not null default 0,
  -- Of how many records the minutes are known, and what these add up to.
  measured int not null default 0,
  minutes int not null default 0,
  primary key (region, org, month, kind)
);
create index effort_seat on effort (region, seat, month);

alter table effort enable row level security;
create policy effort_scope on effort to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

-- Sums only grow: who wrote them cannot take them back.
grant select, insert on effort to jiceng_app;
grant update (records, fields, known, spared, measured, minutes) on effort to jiceng_app;

-- Complaints about burden. Read by the organization that complained and by the department at the top, by nobody between:
-- what is complained of usually comes from there. A day and no hour; the author only where the author wants it.
create table complaint (
  region int not null,
  id uuid not null,
  org uuid not null,
  seat text collate "C" not null,
  about text collate "C" not null,
  -- The form that was asked twice or should not be asked.
  kind text collate "C",
  text text not null,
  day date not null,
  due date not null,
  author text,
  primary key (region, id)
);
create index complaint_seat on complaint (region, seat);
create table complaint_answer (
  region int not null,
  complaint uuid not null,
  id uuid not null,
  org uuid not null,
  seat text collate "C" not null,
  text text not null,
  day date not null,
  author text not null,
  primary key (region, complaint, id)
);

alter table complaint enable row level security;
alter table complaint_answer enable row level security;
-- The department's scope is the whole tree: a path of one step, «/D/», which no other organization has.
create policy complaint_scope on complaint to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and (seat = nullif(current_setting('jiceng.scope', true), '')
      or split_part(seat, '/', 2) = btrim(nullif(current_setting('jiceng.scope', true), ''), '/')))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat = nullif(current_setting('jiceng.scope', true), ''));
create policy complaint_answer_read on complaint_answer for select to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and (seat = nullif(current_setting('jiceng.scope', true), '')
      or split_part(seat, '/', 2) = btrim(nullif(current_setting('jiceng.scope', true), ''), '/')));
create policy complaint_answer_write on complaint_answer for insert to jiceng_app
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and split_part(seat, '/', 2) = btrim(nullif(current_setting('jiceng.scope', true), ''), '/'));
-- Nothing is changed and nothing is deleted.
grant select, insert on complaint, complaint_answer to jiceng_app;
