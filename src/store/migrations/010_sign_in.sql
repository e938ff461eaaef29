-- Signing in: passwords, second factors, passkeys, devices, sessions, invitations; and who stands in for whom.
-- Only the owner's door reads what proves who somebody is. Stand-ins are facts that both sides see.

-- Everybody signs in anew: an older session has no limits.
delete from session;

alter table account add column password text;
-- Seed of the time-based codes, sealed by a key that the database does not hold; and the last step used, which is never taken twice.
alter table account add column totp text;
alter table account add column totp_step bigint;
alter table account add column ended_on date;
create unique index account_person on account (region, person);

alter table session add column id uuid not null;
alter table session add column way text not null;
alter table session add column words text not null;
-- A day, not a time: nobody's hours online are kept.
alter table session add column seen_on date not null;
alter table session add column ends_at timestamptz not null;
alter table session add column idle_minutes int not null;
-- When its owner last proved who they are: what changes a way of signing in asks for it.
alter table session add column proved_at timestamptz not null;
-- The post or stand-in in which the person acts, where several are held.
alter table session add column capacity uuid;
create index session_account on session (region, account);

create table passkey (
  region int not null,
  id text collate "C" not null,
  account text not null,
  public_key text not null,
  counter bigint not null,
  transports text[] not null,
  words text not null,
  made_on date not null,
  used_on date,
  primary key (region, id)
);
create index passkey_account on passkey (region, account);

create table recovery_code (
  region int not null,
  account text not null,
  digest text collate "C" not null,
  used_on date,
  primary key (region, account, digest)
);

-- A device from which its owner has signed in; while trusted it is not asked for the second factor.
create table device (
  region int not null,
  account text not null,
  digest text collate "C" not null,
  id uuid not null,
  words text not null,
  made_on date not null,
  seen_on date not null,
  trusted_until date,
  primary key (region, account, digest)
);

-- Attempts that failed, by known device or by account; the bucket is a digest, so that it names nobody.
create table throttle (
  region int not null,
  bucket text collate "C" not null,
  failures int not null,
  last_at timestamptz not null,
  primary key (region, bucket)
);

-- One-time codes: to set up the first administrator, to take up an account, or to take it up again.
create table invitation (
  region int not null,
  id uuid not null,
  digest text collate "C" not null,
  kind text not null check (kind in ('setup', 'invite', 'reset')),
  person uuid,
  until timestamptz not null,
  author text not null,
  made_at timestamptz not null,
  primary key (region, id),
  constraint invitation_code unique (region, digest)
);

-- Whom the district's own sign-on knows as whom.
create table sign_on (
  region int not null,
  issuer text collate "C" not null,
  subject text collate "C" not null,
  account text not null,
  made_on date not null,
  primary key (region, issuer, subject)
);
create index sign_on_account on sign_on (region, account);

-- What was asked of a browser and is answered once: a passkey's challenge, a way to the district's sign-on.
create table ceremony (
  region int not null,
  digest text collate "C" not null,
  what jsonb not null,
  until timestamptz not null,
  primary key (region, digest)
);

-- By it a house notices that it was opened with another key than the one that sealed its secrets.
create table access_key (
  region int not null,
  fingerprint text not null,
  primary key (region)
);

create table stand_in (
  region int not null,
  id uuid not null,
  giver uuid not null,
  taker uuid not null,
  -- The giver's post and its organization; the organization whose subtree is handed over, that one or one below.
  post text not null,
  at uuid not null,
  org uuid not null,
  seat text collate "C" not null,
  verbs text[] not null,
  valid daterange not null,
  author text not null,
  made_at timestamptz not null,
  ended_on date,
  ended_by text,
  primary key (region, id)
);
create index stand_in_giver on stand_in (region, giver);
create index stand_in_taker on stand_in (region, taker);
create index stand_in_seat on stand_in (region, seat);

alter table account enable row level security;
alter table session enable row level security;
alter table passkey enable row level security;
alter table recovery_code enable row level security;
alter table device enable row level security;
alter table throttle enable row level security;
alter table invitation enable row level security;
alter table sign_on enable row level security;
alter table ceremony enable row level security;
alter table access_key enable row level security;

alter table stand_in enable row level security;
create policy stand_in_read on stand_in for select to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and (seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), '')
      or giver = nullif(current_setting('jiceng.person', true), '')::uuid
      or taker = nullif(current_setting('jiceng.person', true), '')::uuid));
-- Given only in the session of the giver's own person, and only within what that session sees.
create policy stand_in_give on stand_in for insert to jiceng_app
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and giver = nullif(current_setting('jiceng.person', true), '')::uuid
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));
grant select, insert on stand_in to jiceng_app;
