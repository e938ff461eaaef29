-- Why a record was corrected or taken back, in the words of whoever did so.
alter table record add column why text;
