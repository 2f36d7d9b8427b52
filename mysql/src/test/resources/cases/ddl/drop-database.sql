-- A database goes with all its tables and comes again.
-- given
create table t (id int primary key);
create table u (id int primary key);
-- when
insert into t values (1);
insert into u values (1);
drop database app;
create database app character set latin1;
use app;
create table t (id int primary key, a varchar(3));
insert into t values (2, 'ä');
-- then
create-table t (id*)
create-table u (id*)
insert t {"id":1}
insert u {"id":1}
drop-table t
drop-table u
create-table t (id*, a)
insert t {"id":2,"a":"ä"}
