-- Everything else that stands in the log as a statement.
-- given
create table t (id int primary key, a int);
-- when
insert into t values (1, 10);
create view v as select * from t;
create procedure p() begin drop table t; end;
create trigger tr before insert on t for each row set new.a = new.a + 1;
insert into t values (2, 20);
create function f() returns int deterministic return 1;
create event e on schedule every 1 day disable do drop table app.t;
create user if not exists someone identified by 'drop table t';
grant all on app.* to someone;
drop user someone;
analyze table t;
optimize table t;
create index i on t (a);
alter table t add unique (a), alter column a set default 5, engine = innodb, force;
drop index i on t;
flush tables;
drop event e;
drop view v;
insert into t values (3, 30);
-- then
create-table t (id*, a)
insert t {"id":1,"a":10}
insert t {"id":2,"a":21}
insert t {"id":3,"a":31}
