-- A captured table gives its rows to a partition of a table that is not captured: both have other rows now.
-- given
create table t (id int primary key);
create table _parts (id int primary key) partition by range (id) (partition p0 values less than (10));
-- when
insert into t values (1);
alter table _parts exchange partition p0 with table t;
-- then fails with
source.rows_unseen
app.t
EXCHANGE PARTITION
Reload
