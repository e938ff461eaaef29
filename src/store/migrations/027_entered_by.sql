-- The record of the stage that made a change of the register: done together, and taken back together.
alter table register_change add column record uuid;
create index register_change_record on register_change (region, record) where record is not null;
