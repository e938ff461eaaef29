-- Own parts and tallies tell apart for which month a fact counts in a duty, and by how many days it came after that month.
alter table own
  add column turn int,
  add column after int not null default 0,
  -- Of duties alone: turns met after their grace, and turns from which a standing exemption frees.
  add column late int,
  add column exempt int;
update own set turn = month;
alter table own alter column turn set not null, drop constraint own_pkey,
  add primary key (region, measure, month, org, path, back, turn, after);
create index own_turn on own (region, measure, turn) where turn <> month;

alter table tally add column turn int, add column after int not null default 0;
update tally set turn = month;
alter table tally alter column turn set not null, drop constraint tally_pkey,
  add primary key (region, measure, month, org, path, subject, back, turn, after);
create index tally_turn on tally (region, measure, turn) where turn <> month;

alter table cell add column late int, add column exempt int;
drop index cell_org;
create index cell_org on cell (region, reading, org, measure, month) include (num, den, facts, back, late, exempt);

-- Duties are judged anew: by the turn that a fact is for, and by the strength of their norm.
update district set edition = null;
