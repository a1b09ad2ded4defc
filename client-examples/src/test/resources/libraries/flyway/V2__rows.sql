insert into account values (1, 100), (2, 100);
