create table account (id int primary key, name varchar(50) not null);
