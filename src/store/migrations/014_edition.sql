-- By which edition of the shipped systems the cells were last counted: after an upgrade they are counted anew.
alter table district add column edition text;
