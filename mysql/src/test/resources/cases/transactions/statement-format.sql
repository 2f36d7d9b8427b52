-- A session writes statements instead of rows: the task says so and stops.
-- given
create table t (id int primary key);
-- when
insert into t values (1);
set binlog_format = statement;
insert into t values (2);
-- then fails with
source.rows_unseen
app.t
binlog_format = ROW
