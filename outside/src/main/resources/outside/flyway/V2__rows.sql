insert into account values (1, 'one');
insert into account values (2, 'two');
