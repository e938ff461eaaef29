-- The Chinese name stands wherever no English one is given.
update org set english = short where english = '';
update person set english = name where english = '';
update thing set english = name where english = '';
