-- Objectives on measures, how they are divided, and the certificates that two office holders sign.
-- An organization sees what it owes and what stands below it, never what its neighbours owe.

create table pledge (
  region int not null,
  id uuid not null,
  -- The objective of which this is a part; null for one that an organization sets itself.
  parent uuid,
  year int not null,
  org uuid not null,
  seat text collate "C" not null,
  measure text not null,
  direction text not null check (direction in ('at_least', 'at_most')),
  value numeric not null check (value >= 0),
  own numeric not null default 0 check (own >= 0),
  -- The certificate in which it stands; from then on it is not changed.
  certificate uuid,
  primary key (region, id),
  -- What one organization owes on one measure stands in one place.
  constraint pledge_twice unique (region, year, org, measure, direction)
);
create index pledge_parent on pledge (region, parent);
create index pledge_certificate on pledge (region, certificate);
create index pledge_seat on pledge (region, seat);

create table certificate (
  region int not null,
  id uuid not null,
  year int not null,
  giver uuid,
  org uuid not null,
  seat text collate "C" not null,
  content jsonb not null,
  digest text not null,
  signed_on date,
  withdrawn_on date,
  withdrawn_why text,
  primary key (region, id),
  check ((withdrawn_on is null) = (withdrawn_why is null))
);
create index certificate_year on certificate (region, year, org);
create index certificate_seat on certificate (region, seat);

create table certificate_signature (
  region int not null,
  certificate uuid not null,
  side text not null check (side in ('giver', 'taker')),
  person uuid not null,
  org uuid not null,
  seat text collate "C" not null,
  day date not null,
  statement jsonb not null,
  signature text not null,
  primary key (region, certificate, side, person)
);
create index certificate_signature_seat on certificate_signature (region, seat);

-- Public keys: for every reader of the region, so that anybody can compare them.
create table signing_key (
  region int not null,
  person uuid not null,
  key text collate "C" not null,
  made_on date not null,
  ended_on date,
  primary key (region, key)
);
create unique index signing_key_one on signing_key (region, person) where ended_on is null;

-- Private keys, sealed by a passphrase that is stored nowhere. Only their person gets the row; a superior does not.
create table signing_secret (
  region int not null,
  key text collate "C" not null,
  person uuid not null,
  sealed jsonb not null,
  primary key (region, key)
);

alter table pledge enable row level security;
create policy pledge_scope on pledge to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

alter table certificate enable row level security;
create policy certificate_scope on certificate to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

-- A signature enters only in the session of its own person.
alter table certificate_signature enable row level security;
create policy certificate_signature_scope on certificate_signature for select to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));
create policy certificate_signature_own on certificate_signature for insert to jiceng_app
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and person = nullif(current_setting('jiceng.person', true), '')::uuid
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

alter table signing_key enable row level security;
create policy signing_key_read on signing_key for select to jiceng_app using (region = nullif(current_setting('jiceng.region', true), '')::int);
create policy signing_key_make on signing_key for insert to jiceng_app
  with check (region = nullif(current_setting('jiceng.region', true), '')::int and person = nullif(current_setting('jiceng.person', true), '')::uuid);
create policy signing_key_end on signing_key for update to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int and person = nullif(current_setting('jiceng.person', true), '')::uuid);

alter table signing_secret enable row level security;
create policy signing_secret_own on signing_secret to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int and person = nullif(current_setting('jiceng.person', true), '')::uuid)
  with check (region = nullif(current_setting('jiceng.region', true), '')::int and person = nullif(current_setting('jiceng.person', true), '')::uuid);

-- Who is secretary above may be known below: a village must see that the town's signature is that of somebody who has left.
create policy post_above on post for select to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int and post = 'secretary'
    and left(nullif(current_setting('jiceng.scope', true), ''), length(seat)) = seat);

grant select, insert, update, delete on pledge to jiceng_app;
grant select, insert on certificate, certificate_signature to jiceng_app;
grant update (signed_on, withdrawn_on, withdrawn_why) on certificate to jiceng_app;
grant select, insert on signing_key to jiceng_app;
grant update (ended_on) on signing_key to jiceng_app;
grant select, insert, delete on signing_secret to jiceng_app;
