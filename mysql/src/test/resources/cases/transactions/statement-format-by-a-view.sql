-- A statement in statement format changes a captured table through a view in another database.
-- given
create table t (id int primary key);
create view other.v as select id from app.t;
-- when
set binlog_format = statement;
insert into other.v values (2);
-- then fails with
source.rows_unseen
other.v
binlog_format = ROW
