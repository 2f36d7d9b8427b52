-- Statements that arrive in one packet stand in the log one by one, with rows between them.
-- given
create table t (id int primary key);
-- when
begin; insert into t values (1); alter table t add a int; insert into t values (2, 2); drop table t; create table t (a int, id int primary key); insert into t values (3, 3); commit;
-- then
create-table t (id*)
insert t {"id":1}
add-column t (id*, a)
insert t {"id":2,"a":2}
drop-table t
create-table t (a, id*)
insert t {"a":3,"id":3}
