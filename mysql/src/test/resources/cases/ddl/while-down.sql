-- Columns change several times while the task is stopped: every row has those it was written with.
-- given
create table t (id int primary key, a int);
-- when
insert into t values (1, 10);
-- while down
insert into t values (2, 20);
alter table t add column b int first, drop column a;
insert into t values (3, 3);
alter table t add column a varchar(5) first;
insert into t values ('x', 4, 4);
create table u (id int primary key);
insert into u values (1);
drop table u;
create table u (id int primary key, c int);
insert into u values (2, 20);
-- when
insert into t values ('y', 5, 5);
-- then
create-table t (id*, a)
insert t {"id":1,"a":10}
insert t {"id":2,"a":20}
change-columns t (b, id*)
insert t {"b":3,"id":3}
add-column t (a, b, id*)
insert t {"a":"x","b":4,"id":4}
create-table u (id*)
insert u {"id":1}
drop-table u
create-table u (id*, c)
insert u {"id":2,"c":20}
insert t {"a":"y","b":5,"id":5}
