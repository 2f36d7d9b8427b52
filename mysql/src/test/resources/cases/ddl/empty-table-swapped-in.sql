-- A table that was created in the log and never written takes the place of a captured one: nothing is left of the rows.
-- task: full-load-and-cdc
-- given
create table t (id int primary key);
insert into t values (1);
-- when
create table _gone (id int primary key);
drop table _gone;
create table if not exists _gone (id int primary key, a int);
rename table t to _old, _gone to t;
insert into t values (2, 20);
-- then
create-table t (id*)
load t {"id":1}
drop-table t
create-table t (id*, a)
insert t {"id":2,"a":20}
