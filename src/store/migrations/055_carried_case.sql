-- A case goes on where the organization goes on: its stretches name whoever carries it, so they are found by that organization.
create index case_state_org on case_state (region, org, kind);
-- All of them are told anew by the next settling, and the records of those that were taken over follow.
update district set edition = null;
insert into touched (region, id, source, org, seat, month, until)
select region, gen_random_uuid(), '*', org, place, 0, null::int from succession
union all select region, gen_random_uuid(), '*', successor, seat, 0, null::int from succession;
