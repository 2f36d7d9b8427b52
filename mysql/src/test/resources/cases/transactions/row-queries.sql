-- Empty transactions, comments and row queries in the log.
-- given
create table t (id int primary key);
-- when
set binlog_rows_query_log_events = on;
insert /* a comment */ into t values (1);
begin;
commit;
begin;
update t set id = 1;
delete from t where id = 99;
commit;
insert into t select 2;
-- then
create-table t (id*)
insert t {"id":1}
insert t {"id":2}
