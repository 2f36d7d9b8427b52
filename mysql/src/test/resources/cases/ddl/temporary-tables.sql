-- Temporary tables hide captured ones in their session; nothing of it concerns the captured table.
-- given
create table t (id int primary key, a int);
-- when
insert into t values (1, 10);
create temporary table t (x varchar(10));
insert into t values ('hidden');
alter table t add column y int;
truncate table t;
drop temporary table t;
insert into t values (2, 20);
-- then
create-table t (id*, a)
insert t {"id":1,"a":10}
insert t {"id":2,"a":20}
