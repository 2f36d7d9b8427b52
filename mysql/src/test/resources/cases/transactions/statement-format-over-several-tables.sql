-- A statement over several tables may change any of those it names.
-- given
create table t (id int primary key, a int);
create table other.u (id int primary key, a int);
-- when
set binlog_format = statement;
update other.u join app.t using (id) set t.a = u.a;
-- then fails with
source.rows_unseen
app.t
