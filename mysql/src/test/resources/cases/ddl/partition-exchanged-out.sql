-- A partition of a captured table takes the rows of a table that is not captured: both have other rows now.
-- given
create table t (id int primary key) partition by range (id) (partition p0 values less than (10), partition p1 values less than (20));
create table _rows (id int primary key);
-- when
insert into t values (1);
alter table t exchange partition p1 with table _rows;
-- then fails with
source.rows_unseen
app.t
EXCHANGE PARTITION
Reload
