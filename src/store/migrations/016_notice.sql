-- Notices: what of Today an account has looked at, calendar feeds, and group robots. Only the owner's door reads them.

-- Which lines of Today an account has seen in an organization. No time: nobody's hours online are kept.
create table looked (
  region int not null,
  account text not null,
  org uuid not null,
  keys text[] not null,
  primary key (region, account, org)
);

-- A feed opens with its token alone; the table has its digest.
create table calendar (
  region int not null,
  id uuid not null,
  digest text collate "C" not null,
  account text not null,
  language text not null check (language in ('zh', 'en')),
  made_on date not null,
  primary key (region, id),
  constraint calendar_token unique (region, digest)
);
create index calendar_account on calendar (region, account);

create table robot (
  region int not null,
  id uuid not null,
  org uuid not null,
  make text not null check (make in ('wecom', 'dingtalk', 'feishu')),
  caption text not null,
  language text not null check (language in ('zh', 'en')),
  -- Hour of the district's day from which the digest is sent.
  hour int not null check (hour between 0 and 23),
  -- Who knows the address can write into the group: sealed by the key of the house, as the signing secret is.
  address text not null,
  secret text,
  host text not null,
  author text not null,
  made_on date not null,
  -- What came of the last message, and when.
  outcome jsonb,
  outcome_at timestamptz,
  primary key (region, id)
);
create index robot_org on robot (region, org);

-- One row for each robot and day, claimed before anything is sent: whatever restarts, nothing is sent twice.
create table robot_day (
  region int not null,
  robot uuid not null,
  day date not null,
  state text not null check (state in ('claimed', 'waiting', 'sent', 'failed', 'unsure', 'quiet')),
  tries int not null,
  claimed_at timestamptz not null,
  -- When it is tried again; null where it is not.
  next_at timestamptz,
  primary key (region, robot, day)
);

alter table looked enable row level security;
alter table calendar enable row level security;
alter table robot enable row level security;
alter table robot_day enable row level security;
