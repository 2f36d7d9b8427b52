-- Partition operations after which every row is still there.
-- given
create table t (id int primary key, a int) partition by range (id) (partition p0 values less than (10), partition p1 values less than (20));
-- when
insert into t values (1, 10);
alter table t add partition (partition p2 values less than (100));
alter table t reorganize partition p0 into (partition pa values less than (5), partition pb values less than (10));
alter table t rebuild partition p1, p2;
alter table t add column b int first;
insert into t values (2, 20, 20);
alter table t remove partitioning;
alter table t partition by hash (id) partitions 3;
alter table t coalesce partition 1;
alter table t add c int partition by key (id) partitions 2;
update t set a = 11 where id = 1;
-- then
create-table t (id*, a)
insert t {"id":1,"a":10}
add-column t (b, id*, a)
insert t {"b":2,"id":20,"a":20}
add-column t (b, id*, a, c)
update t {"b":null,"id":1,"a":11,"c":null}
