-- Compressed transactions, with DDL between them.
-- given
create table t (id int primary key, a varchar(200));
-- when
set binlog_transaction_compression = on;
begin;
insert into t values (1, repeat('x', 20)), (2, 'y');
update t set a = 'z' where id = 2;
commit;
alter table t add b int first;
insert into t values (3, 3, repeat('y', 20));
set binlog_transaction_compression = off;
delete from t where id = 3;
-- then
create-table t (id*, a)
insert t {"id":1,"a":"xxxxxxxxxxxxxxxxxxxx"}
insert t {"id":2,"a":"y"}
update t {"id":2,"a":"z"}
add-column t (b, id*, a)
insert t {"b":3,"id":3,"a":"yyyyyyyyyyyyyyyyyyyy"}
delete t {"b":3,"id":3,"a":"yyyyyyyyyyyyyyyyyyyy"}
