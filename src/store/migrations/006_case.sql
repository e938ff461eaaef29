-- The day on which the cells were last judged by: a case falls overdue though nothing is recorded.
alter table district add column judged_on date;
