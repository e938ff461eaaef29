-- The whole shape: register in time, records by month, cells, and who may see what.
-- Region is the first column of every key. No triggers, no sub-select in a policy, no join off the region.
-- `path` is the place in the tree on the fact's own day; `seat` is the place today and decides who sees the row.
-- Both end in a slash, so a subtree is the range [path, path without its last slash || '0').

create extension if not exists btree_gist;

create table district (
  region int primary key,
  code text not null,
  loaded_at timestamptz not null,
  ready boolean not null,
  -- Key of the digests that stand for ids in masked reports; it never leaves the server.
  secret text not null
);

create table org (
  region int not null,
  id uuid not null,
  valid daterange not null,
  code text collate "C" not null,
  parent uuid,
  path text collate "C" not null,
  seat text collate "C" not null,
  tier text not null,
  sector text not null,
  model text not null,
  name text not null,
  short text not null,
  english text not null,
  aliases text[] not null,
  primary key (region, id, valid),
  constraint org_one_place exclude using gist (region with =, id with =, valid with &&),
  -- A code names one organization for ever; paths and addresses are made of it.
  constraint org_code_once exclude using gist (region with =, upper(code) with =, id with <>)
);
create index org_path on org (region, path);
create index org_seat on org (region, seat);
create index org_code on org (region, code);

create table person (
  region int not null,
  id uuid not null,
  valid daterange not null,
  seat text collate "C" not null,
  name text not null,
  english text not null,
  sex smallint not null,
  born date not null,
  nationality text not null,
  education smallint not null,
  occupation text not null,
  rank text,
  primary key (region, id, valid),
  constraint person_one_state exclude using gist (region with =, id with =, valid with &&)
);
create index person_seat on person (region, seat);

create table membership (
  region int not null,
  id uuid not null,
  person uuid not null,
  org uuid not null,
  seat text collate "C" not null,
  valid daterange not null,
  kind text not null,
  primary key (region, id),
  constraint member_twice exclude using gist (region with =, person with =, valid with &&)
);
create index membership_org on membership (region, org);
create index membership_seat on membership (region, seat);

create table post (
  region int not null,
  id uuid not null,
  person uuid not null,
  org uuid not null,
  seat text collate "C" not null,
  valid daterange not null,
  post text not null,
  team text,
  -- The organization where only one person may hold the office, else null.
  sole uuid,
  primary key (region, id),
  constraint post_twice exclude using gist (region with =, person with =, org with =, post with =, valid with &&),
  constraint post_taken exclude using gist (region with =, sole with =, post with =, valid with &&)
);
create index post_org on post (region, org);
create index post_person on post (region, person);
create index post_seat on post (region, seat);

create table thing (
  region int not null,
  id uuid not null,
  valid daterange not null,
  -- First day of the thing's whole life; the stretches follow each other.
  opened date not null,
  kind text not null,
  org uuid not null,
  seat text collate "C" not null,
  name text not null,
  english text not null,
  aliases text[] not null,
  body jsonb not null,
  primary key (region, id, valid),
  constraint thing_one_state exclude using gist (region with =, id with =, valid with &&)
);
create index thing_kind on thing (region, kind, org);
create index thing_seat on thing (region, seat);

create table tie (
  region int not null,
  id uuid not null,
  kind text not null,
  org uuid not null,
  seat text collate "C" not null,
  valid daterange not null,
  body jsonb not null,
  primary key (region, id)
);
create index tie_kind on tie (region, kind, org);
create index tie_org on tie (region, org);
create index tie_seat on tie (region, seat);

-- One row a record, the roll packed with it.
create table record (
  region int not null,
  id uuid not null,
  day date not null,
  kind text not null,
  org uuid not null,
  path text collate "C" not null,
  seat text collate "C" not null,
  body jsonb not null,
  present uuid[] not null,
  excused uuid[] not null,
  absent uuid[] not null,
  made_up uuid[] not null,
  voids uuid,
  voided_by uuid,
  digest text not null,
  author text not null,
  at timestamptz not null,
  primary key (region, id, day)
) partition by range (day);
create index record_kind on record (region, kind, org, day);
create index record_seat on record (region, seat, day);
create index record_case on record (region, (body->>'case')) where body ? 'case';

-- Which day a record id belongs to: makes sending twice harmless, whatever the partition.
create table record_key (
  region int not null,
  id uuid not null,
  day date not null,
  digest text not null,
  seat text collate "C" not null,
  primary key (region, id)
);

-- What changed and is not settled yet. `source` is a kind, or orgs, members, posts, or * for all.
create table touched (
  region int not null,
  id uuid not null,
  source text not null,
  org uuid not null,
  seat text collate "C" not null,
  -- Running month from which on the source may read differently; the last one, or null for all that follow.
  month int not null,
  until int,
  primary key (region, id)
);
create index touched_seat on touched (region, seat);

-- The months for whose last day state is kept in cells; an unfilled one waits for the next settling.
create table kept_month (
  region int not null,
  month int not null,
  filled boolean not null default false,
  primary key (region, month)
);

-- What an organization's own facts add to a measure in a month, under the place it had then and the place it has now.
create table own (
  region int not null,
  measure text collate "C" not null,
  month int not null,
  org uuid not null,
  path text collate "C" not null,
  seat text collate "C" not null,
  num numeric not null,
  den numeric not null,
  facts int not null,
  primary key (region, measure, month, org, path)
);
create index own_org on own (region, org);

-- The roll-up: own facts and everything below, for each reading of the tree. Recomputed from what lies below, never incremented.
create table cell (
  region int not null,
  reading text collate "C" not null,
  measure text collate "C" not null,
  month int not null,
  path text collate "C" not null,
  above text collate "C" not null,
  org uuid not null,
  seat text collate "C" not null,
  num numeric not null,
  den numeric not null,
  facts int not null,
  primary key (region, reading, measure, month, path)
);
create index cell_org on cell (region, reading, org, measure, month) include (num, den, facts);
create index cell_above on cell (region, reading, above, measure, month);

-- Who or what a measure has counted: people and things that count once however often they come.
create table tally (
  region int not null,
  measure text collate "C" not null,
  month int not null,
  org uuid not null,
  path text collate "C" not null,
  seat text collate "C" not null,
  subject text collate "C" not null,
  primary key (region, measure, month, org, path, subject)
);
create index tally_path on tally (region, measure, path, month);
create index tally_seat on tally (region, measure, seat, month);
create index tally_org on tally (region, org);

create table account (
  region int not null,
  name text not null,
  person uuid not null,
  demo boolean not null,
  primary key (region, name)
);

create table session (
  region int not null,
  token_digest text not null,
  account text not null,
  person uuid not null,
  opened_at timestamptz not null,
  primary key (region, token_digest)
);

-- Who did what: written by the same transaction that writes the fact.
create table audit (
  region int not null,
  id uuid not null,
  at timestamptz not null,
  author text not null,
  act text not null,
  org uuid,
  seat text collate "C" not null,
  what jsonb not null,
  primary key (region, id)
);
create index audit_seat on audit (region, seat, at);
