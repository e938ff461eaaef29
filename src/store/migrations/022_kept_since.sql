-- The day since which records are kept here: of the whole house at the top of its tree, and of an organization where it is another.
-- The nearest above decides. What is judged of turns that began before it, is only that they were met.
create table kept_since (
  region int not null,
  org uuid not null,
  seat text collate "C" not null,
  code text collate "C" not null,
  day date not null,
  primary key (region, org)
);

alter table kept_since enable row level security;
create policy kept_since_scope on kept_since to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));
-- What holds above holds below, so it may be known there.
create policy kept_since_above on kept_since for select to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and left(nullif(current_setting('jiceng.scope', true), ''), length(seat)) = seat);
grant select, insert, update, delete on kept_since to jiceng_app;
