-- Secret recommendation. Roll and box are two sides with a role each; no role that answers requests sees both.
-- The box keeps no time, no person, no address and no order: its key is a digest that only the voter's device can make.

create table ballot (
  region int not null,
  id uuid not null,
  org uuid not null,
  seat text collate "C" not null,
  -- Name of the organization when it set this up: voters who may not see the organization may see who asks.
  holder jsonb not null,
  title jsonb not null,
  posts jsonb not null,
  categories jsonb not null,
  eligible_on date not null,
  opens date not null,
  closes date not null,
  minimum int not null check (minimum >= 2),
  closed_on date,
  primary key (region, id),
  check (eligible_on <= opens and opens <= closes)
);
create index ballot_seat on ballot (region, seat);

create table ballot_key (
  region int not null,
  ballot uuid not null,
  category text not null,
  public_key jsonb not null,
  primary key (region, ballot, category)
);

-- Signing keys are removed on the first day of voting: from then on nobody can make a token.
create table ballot_signer (
  region int not null,
  ballot uuid not null,
  category text not null,
  private_key jsonb not null,
  primary key (region, ballot, category)
);

create table ballot_voter (
  region int not null,
  ballot uuid not null,
  person uuid not null,
  category text not null,
  -- How the voter votes: by token (the blinded message and its signature, which say nothing about the ballot) or on paper.
  way text check (way in ('token', 'paper')),
  blinded text,
  signed text,
  primary key (region, ballot, person),
  check ((way is not distinct from 'token') = (blinded is not null and signed is not null))
);
create index ballot_voter_person on ballot_voter (region, person);

create table ballot_cast (
  region int not null,
  ballot uuid not null,
  token text collate "C" not null,
  message text not null,
  signature text not null,
  category text not null,
  choices jsonb not null,
  proof text not null,
  primary key (region, ballot, token)
);

create table ballot_paper (
  region int not null,
  ballot uuid not null,
  serial int not null,
  entry smallint not null check (entry in (1, 2)),
  clerk text not null,
  category text not null,
  choices jsonb not null,
  primary key (region, ballot, serial, entry)
);

create table ballot_merge (
  region int not null,
  ballot uuid not null,
  post text not null,
  written text not null,
  meant text not null,
  officer text not null,
  primary key (region, ballot, post, written)
);

alter table ballot enable row level security;
create policy ballot_scope on ballot to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));
create policy ballot_roll on ballot for select to jiceng_roll using (region = nullif(current_setting('jiceng.region', true), '')::int);
create policy ballot_box on ballot for select to jiceng_box using (region = nullif(current_setting('jiceng.region', true), '')::int);

alter table ballot_key enable row level security;
create policy ballot_key_app on ballot_key for select to jiceng_app using (region = nullif(current_setting('jiceng.region', true), '')::int);
create policy ballot_key_roll on ballot_key to jiceng_roll
  using (region = nullif(current_setting('jiceng.region', true), '')::int) with check (region = nullif(current_setting('jiceng.region', true), '')::int);
create policy ballot_key_box on ballot_key for select to jiceng_box using (region = nullif(current_setting('jiceng.region', true), '')::int);

alter table ballot_signer enable row level security;
create policy ballot_signer_roll on ballot_signer to jiceng_roll
  using (region = nullif(current_setting('jiceng.region', true), '')::int) with check (region = nullif(current_setting('jiceng.region', true), '')::int);
alter table ballot_voter enable row level security;
create policy ballot_voter_roll on ballot_voter to jiceng_roll
  using (region = nullif(current_setting('jiceng.region', true), '')::int) with check (region = nullif(current_setting('jiceng.region', true), '')::int);

alter table ballot_cast enable row level security;
create policy ballot_cast_box on ballot_cast to jiceng_box
  using (region = nullif(current_setting('jiceng.region', true), '')::int) with check (region = nullif(current_setting('jiceng.region', true), '')::int);
alter table ballot_paper enable row level security;
create policy ballot_paper_box on ballot_paper to jiceng_box
  using (region = nullif(current_setting('jiceng.region', true), '')::int) with check (region = nullif(current_setting('jiceng.region', true), '')::int);
alter table ballot_merge enable row level security;
create policy ballot_merge_box on ballot_merge to jiceng_box
  using (region = nullif(current_setting('jiceng.region', true), '')::int) with check (region = nullif(current_setting('jiceng.region', true), '')::int);

grant usage on schema public to jiceng_roll, jiceng_box;
grant select, insert on ballot to jiceng_app;
grant update (closed_on) on ballot to jiceng_app;
grant select on ballot_key to jiceng_app, jiceng_box;
grant select on ballot to jiceng_roll, jiceng_box;
grant select, insert on ballot_key to jiceng_roll;
grant select, insert, delete on ballot_signer to jiceng_roll;
grant select, insert on ballot_voter to jiceng_roll;
grant update (way, blinded, signed) on ballot_voter to jiceng_roll;
grant select, insert on ballot_cast to jiceng_box;
grant select, insert, delete on ballot_paper to jiceng_box;
grant select, insert, update, delete on ballot_merge to jiceng_box;
