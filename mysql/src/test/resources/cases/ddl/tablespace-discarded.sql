-- A table's file is taken away: its rows go without row events.
-- given
create table t (id int primary key);
-- when
insert into t values (1);
alter table t discard tablespace;
-- then fails with
source.rows_unseen
app.t
TABLESPACE
Reload
