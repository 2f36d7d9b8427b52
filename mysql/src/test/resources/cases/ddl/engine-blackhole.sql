-- A captured table becomes one that keeps no rows: those it had go without row events.
-- given
create table t (id int primary key);
-- when
insert into t values (1);
alter table t engine = blackhole;
-- then fails with
source.rows_unseen
app.t
engine blackhole
Reload
