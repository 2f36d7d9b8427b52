-- The heartbeats that hosted servers write in statement format into the database mysql, whose tables can have no triggers.
-- given
create table t (id int primary key);
create table mysql.beat (id int primary key, value bigint);
-- when
insert into t values (1);
set binlog_format = statement;
insert into mysql.beat(id, value) values (1, 1530203435000) on duplicate key update value = 1530203435000;
replace into mysql.beat values (2, unix_timestamp());
update mysql.beat set value = value + 1 where id in (1, 2);
delete from mysql.beat where id = 2;
set binlog_format = row;
drop table mysql.beat;
insert into t values (2);
-- then
create-table t (id*)
insert t {"id":1}
insert t {"id":2}
