-- Rows go without row events: the task says so and stops.
-- given
create table t (id int primary key) partition by range (id) (partition p0 values less than (10), partition p1 values less than (20));
-- when
insert into t values (1);
alter table t truncate partition p0;
-- then fails with
source.rows_unseen
app.t
TRUNCATE PARTITION
Reload
