-- Statements about tables that are not captured concern nobody.
-- given
create table t (id int primary key);
create table other.u (id int primary key);
-- when
insert into t values (1);
set binlog_format = statement;
insert into other.u values (1);
update other.u set id = 2;
set binlog_format = row;
insert into t values (2);
-- then
create-table t (id*)
insert t {"id":1}
insert t {"id":2}
