-- The same column holds other types one after another.
-- given
create table t (id int primary key, a int);
-- when
insert into t values (1, 10);
alter table t modify a bigint unsigned;
insert into t values (2, 18446744073709551615);
alter table t modify a decimal(30,2);
insert into t values (3, 12345678901234567890.25);
alter table t modify a varchar(40) first;
insert into t values ('text', 4);
alter table t modify id smallint unsigned;
insert into t values ('text', 65535);
-- then
create-table t (id*, a)
insert t {"id":1,"a":10}
column-type-change t (id*, a)
insert t {"id":2,"a":18446744073709551615}
column-type-change t (id*, a)
insert t {"id":3,"a":1.2345678901234567E19}
column-type-change t (a, id*)
insert t {"a":"text","id":4}
column-type-change t (a, id*)
insert t {"a":"text","id":65535}
