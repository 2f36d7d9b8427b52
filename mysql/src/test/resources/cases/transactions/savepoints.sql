-- Rolled back to a savepoint, released, nested.
-- given
create table t (id int primary key, a int);
create table m (id int primary key) engine = myisam;
-- when
begin;
insert into t values (1, 10);
savepoint a;
insert into t values (2, 20);
savepoint `b c`;
insert into t values (3, 30);
rollback to savepoint `b c`;
insert into t values (4, 40);
release savepoint a;
insert into t values (5, 50);
commit;
begin;
savepoint s;
insert into t values (6, 60);
insert into m values (6);
rollback to s;
insert into t values (7, 70);
commit;
-- then
create-table m (id*)
create-table t (id*, a)
insert t {"id":1,"a":10}
insert t {"id":2,"a":20}
insert t {"id":4,"a":40}
insert t {"id":5,"a":50}
insert m {"id":6}
insert t {"id":7,"a":70}
