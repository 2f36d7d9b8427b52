-- A query in statement format calls a function that changes a captured table.
-- given
create table t (id int primary key);
create function other.f() returns int deterministic modifies sql data begin insert into app.t values (2); return 1; end;
-- when
set binlog_format = statement;
select other.f();
-- then fails with
source.rows_unseen
binlog_format = ROW
