-- What is rolled back is not there; what a table without transactions did stays.
-- given
create table t (id int primary key, a int);
create table m (id int primary key) engine = myisam;
-- when
begin;
insert into t values (1, 10);
rollback;
begin;
insert into t values (2, 20);
insert into m values (2);
rollback;
begin;
insert into m values (3);
insert into t values (3, 30);
commit;
insert into t values (4, 40);
-- then
create-table m (id*)
create-table t (id*, a)
insert m {"id":2}
insert m {"id":3}
insert t {"id":3,"a":30}
insert t {"id":4,"a":40}
