-- A table leaves for another database, and comes back with other columns.
-- given
create table t (id int primary key, a int);
-- when
insert into t values (1, 10);
rename table t to other.t;
insert into other.t values (2, 20);
create table t (id int primary key);
insert into t values (3);
-- then
create-table t (id*, a)
insert t {"id":1,"a":10}
drop-table t
create-table t (id*)
insert t {"id":3}
