insert into account values (4, 'four');
insert into account values (1, 'twice');
