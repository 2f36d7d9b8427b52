-- The bytes of the same text change with the character set of column, table and database.
-- given
create table t (id int primary key, a varchar(10)) character set latin1;
-- when
insert into t values (1, 'äé');
alter table t convert to character set utf8mb4;
insert into t values (2, 'äé');
alter table t modify a varchar(10) character set utf16;
insert into t values (3, 'äé');
delete from t;
alter table t default character set cp1251, add c varchar(5);
insert into t values (4, 'äé', 'жи');
delete from t;
alter database app character set koi8r;
alter table t convert to character set default;
insert into t values (5, 'жи', 'жи');
create table u (id int primary key, a text);
insert into u values (1, 'жи');
-- then
create-table t (id*, a)
insert t {"id":1,"a":"äé"}
column-type-change t (id*, a)
insert t {"id":2,"a":"äé"}
column-type-change t (id*, a)
insert t {"id":3,"a":"äé"}
delete t {"id":1,"a":"äé"}
delete t {"id":2,"a":"äé"}
delete t {"id":3,"a":"äé"}
add-column t (id*, a, c)
insert t {"id":4,"a":"äé","c":"жи"}
delete t {"id":4,"a":"äé","c":"жи"}
change-columns t (id*, a, c)
insert t {"id":5,"a":"жи","c":"жи"}
create-table u (id*, a)
insert u {"id":1,"a":"жи"}
