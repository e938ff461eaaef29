-- The turn a fact is for. A record may name the period that it settles; a figure counts it by its day, a duty by that period.
alter table record
  -- As it was named, such as 2012-Q4; null where the day alone says it.
  add column settles text,
  -- The last month of what was named, where the record's day comes after it; else null.
  add column settles_month int;
