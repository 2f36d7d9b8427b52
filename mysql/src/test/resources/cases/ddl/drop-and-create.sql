-- A table is dropped and another one takes its name.
-- given
create table t (id int primary key, a int);
-- when
insert into t values (1, 10);
drop table t;
create table t (code varchar(5), a date, primary key (code));
insert into t values ('x', '2024-02-29');
drop table if exists t, nothing;
create table t (id int primary key, a int);
insert into t values (1, 11);
-- then
create-table t (id*, a)
insert t {"id":1,"a":10}
drop-table t
create-table t (code*, a)
insert t {"code":"x","a":"2024-02-29"}
drop-table t
create-table t (id*, a)
insert t {"id":1,"a":11}
