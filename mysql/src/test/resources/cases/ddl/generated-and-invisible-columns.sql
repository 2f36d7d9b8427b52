-- Generated and invisible columns come and go.
-- given
create table t (id int primary key, a int);
-- when
insert into t values (1, 10);
alter table t add column v int as (a * 2) virtual, add column s varchar(10) generated always as (concat('s', a)) stored;
insert into t (id, a) values (2, 20);
alter table t add column h int default 9 invisible, alter column a set invisible;
insert into t (id, a) values (3, 30);
alter table t drop column v, alter column h set visible, alter column a set visible;
insert into t (id, a, h) values (4, 40, 44);
set sql_generate_invisible_primary_key = on;
create table u (x int);
insert into u values (5);
alter table u alter column my_row_id set visible;
insert into u values (7, 6);
alter table t add index f ((a + h)), drop column s;
insert into t (id, a) values (5, 50);
-- then
create-table t (id*, a)
insert t {"id":1,"a":10}
change-columns t (id*, a, v, s)
insert t {"id":2,"a":20,"v":40,"s":"s20"}
add-column t (id*, a, v, s, h)
insert t {"id":3,"a":30,"v":60,"s":"s30","h":9}
drop-column t (id*, a, s, h)
insert t {"id":4,"a":40,"s":"s40","h":44}
create-table u (my_row_id*, x)
insert u {"my_row_id":1,"x":5}
insert u {"my_row_id":7,"x":6}
drop-column t (id*, a, h)
insert t {"id":5,"a":50,"h":9}
