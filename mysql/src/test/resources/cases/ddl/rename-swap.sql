-- Two captured tables swap their names in one statement; their columns go with them.
-- given
create table a (id int primary key, x int);
create table b (id int primary key, y varchar(5));
-- when
insert into a values (1, 10);
insert into b values (1, 'one');
rename table a to _tmp, b to a, _tmp to b;
insert into a values (2, 'two');
insert into b values (2, 20);
-- then
create-table a (id*, x)
create-table b (id*, y)
insert a {"id":1,"x":10}
insert b {"id":1,"y":"one"}
rename-table _tmp (id*, x)
rename-table a (id*, y)
rename-table b (id*, x)
insert a {"id":2,"y":"two"}
insert b {"id":2,"x":20}
