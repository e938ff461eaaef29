-- Files beside records: a scanned minute, a photograph. Nothing is owed them; a duty is met without.

create table attachment (
  region int not null,
  id uuid not null,
  record uuid not null,
  org uuid not null,
  seat text collate "C" not null,
  name text not null,
  type text not null,
  size int not null,
  digest text collate "C" not null,
  -- Null once somebody has taken the file back; that it was there, and what it was called, stays.
  bytes bytea,
  author text not null,
  at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  primary key (region, id),
  constraint attachment_once unique (region, record, digest)
);
-- Pictures and documents are packed already.
alter table attachment alter column bytes set storage external;
create index attachment_seat on attachment (region, seat);

alter table attachment enable row level security;
create policy attachment_scope on attachment to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

grant select, insert on attachment to jiceng_app;
grant update (bytes, withdrawn_by, withdrawn_at) on attachment to jiceng_app;
