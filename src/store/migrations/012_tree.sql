-- Opening the tree one level at a time, and finding an organization by what people type.

create index org_parent on org (region, parent);
create index org_moved on org (region, seat) where path <> seat;

-- A code names one organization for ever. The id stands in it as text: as such it is compared only here, while the planner
-- took an index with the id itself for looking organizations up, and read most of it (2.7 ms instead of 0.01 among 50,000).
alter table org drop constraint org_code_once;
alter table org add constraint org_code_once exclude using gist (region with =, upper(code) with =, (id::text) with <>);

-- Every ending of an organization's names, so that a part typed is the beginning of one: a range on the index, not a scan.
create table org_word (
  region int not null,
  org uuid not null,
  word text collate "C" not null,
  seat text collate "C" not null,
  primary key (region, word, org)
);
create index org_word_org on org_word (region, org, word);
create index org_word_seat on org_word (region, seat);

alter table org_word enable row level security;
create policy org_word_scope on org_word to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''))
  with check (region = nullif(current_setting('jiceng.region', true), '')::int
    and seat >= nullif(current_setting('jiceng.scope', true), '') and seat < nullif(current_setting('jiceng.scope_end', true), ''));

grant select, insert, delete on org_word to jiceng_app;
