-- Partition operations on tables that are not captured concern nobody.
-- given
create table t (id int primary key);
create table other.p (id int primary key) partition by range (id) (partition p0 values less than (10));
create table other.q (id int primary key);
-- when
insert into t values (1);
alter table other.p truncate partition p0;
alter table other.p exchange partition p0 with table other.q;
insert into t values (2);
-- then
create-table t (id*)
insert t {"id":1}
insert t {"id":2}
