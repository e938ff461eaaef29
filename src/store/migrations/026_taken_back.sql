-- A case that was closed in one month and opened again in a later one was closed in a period that ends between the two, and in no longer one.
-- What is counted by its closing says from which month on it does not count: a period reads what stands beyond its last month.
alter table own add column back int not null default 2147483647;
alter table own drop constraint own_pkey;
alter table own add primary key (region, measure, month, org, path, back);

alter table cell add column back int not null default 2147483647;
alter table cell drop constraint cell_pkey;
alter table cell add primary key (region, reading, measure, month, path, back);
drop index cell_org;
create index cell_org on cell (region, reading, org, measure, month) include (num, den, facts, back);

alter table tally add column back int not null default 2147483647;
alter table tally drop constraint tally_pkey;
alter table tally add primary key (region, measure, month, org, path, subject, back);

-- What was counted before is counted anew by the next settling, as after an upgrade.
update district set edition = null;
