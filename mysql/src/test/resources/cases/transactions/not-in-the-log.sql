-- A session that does not write to the log is not seen: nothing in the log says so.
-- given
create table t (id int primary key);
-- when
insert into t values (1);
set sql_log_bin = 0;
insert into t values (2);
set sql_log_bin = 1;
insert into t values (3);
-- then
create-table t (id*)
insert t {"id":1}
insert t {"id":3}
