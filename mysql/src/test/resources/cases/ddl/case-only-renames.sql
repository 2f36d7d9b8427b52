-- A table's name may change in nothing but its case.
-- given
create table t (id int primary key);
-- when
insert into t values (1);
rename table t to T;
insert into T values (2);
alter table T add a int;
alter table T rename to t;
insert into t values (3, 30);
-- then
create-table t (id*)
insert t {"id":1}
rename-table T (id*)
insert T {"id":2}
add-column T (id*, a)
rename-table t (id*, a)
insert t {"id":3,"a":30}
