-- The log's checksums are turned off and on.
-- given
create table t (id int primary key);
-- when
insert into t values (1);
set global binlog_checksum = none;
insert into t values (2);
flush binary logs;
insert into t values (3);
set global binlog_checksum = crc32;
insert into t values (4);
-- then
create-table t (id*)
insert t {"id":1}
insert t {"id":2}
insert t {"id":3}
insert t {"id":4}
