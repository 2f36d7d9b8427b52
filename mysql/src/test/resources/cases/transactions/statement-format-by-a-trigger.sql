-- A statement in statement format changes a captured table through the trigger of another one.
-- given
create table t (id int primary key, a int);
insert into t values (1, 1);
create table other.log (id int primary key);
create trigger other.log_ai after insert on other.log for each row update app.t set a = a + 1;
-- when
set binlog_format = statement;
insert into other.log values (1);
-- then fails with
source.rows_unseen
other.log
binlog_format = ROW
