-- The day on which the clock of a ready district stands; null where it runs with the true day.
alter table district add column clock date;
grant select (clock) on district to jiceng_app;
-- The ready district's records end with 2012.
update district set clock = '2012-12-31' where ready and code = 'D';
