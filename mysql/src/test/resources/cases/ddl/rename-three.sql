-- Old data moves away and an empty table takes its place, in one statement.
-- given
create table t (id int primary key, a int);
-- when
insert into t values (1, 10);
create table _empty like t;
rename table t to t_2023, _empty to t;
insert into t values (2, 20);
insert into t_2023 values (3, 30);
-- then
create-table t (id*, a)
insert t {"id":1,"a":10}
rename-table t_2023 (id*, a)
create-table t (id*, a)
insert t {"id":2,"a":20}
insert t_2023 {"id":3,"a":30}
