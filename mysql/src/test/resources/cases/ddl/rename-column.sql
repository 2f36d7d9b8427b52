-- Columns are renamed, swapped, and only change their case.
-- given
create table t (id int primary key, a int, b varchar(5));
-- when
insert into t values (1, 10, 'x');
alter table t rename column a to c;
insert into t values (2, 20, 'y');
alter table t rename column b to c, rename column c to b;
insert into t values (3, 30, 'z');
alter table t change column c C varchar(5);
insert into t values (4, 40, 'w');
alter table t change id key_ int, change b id int;
insert into t values (5, 50, 'v');
-- then
create-table t (id*, a, b)
insert t {"id":1,"a":10,"b":"x"}
rename-column t (id*, c, b)
insert t {"id":2,"c":20,"b":"y"}
change-columns t (id*, b, c)
insert t {"id":3,"b":30,"c":"z"}
rename-column t (id*, b, C)
insert t {"id":4,"b":40,"C":"w"}
change-columns t (key_*, id, C)
insert t {"key_":5,"id":50,"C":"v"}
