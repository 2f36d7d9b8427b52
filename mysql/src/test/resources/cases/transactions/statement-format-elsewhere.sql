-- A statement in statement format about a table that is not captured: whether it reached captured ones nobody can tell.
-- given
create table t (id int primary key);
create table other.u (id int primary key);
-- when
insert into t values (1);
set binlog_format = statement;
insert into other.u values (1);
-- then fails with
source.rows_unseen
other.u
binlog_format = ROW
