-- Columns are added in front, between and in parentheses, several in one statement.
-- given
create table t (id int primary key, a int);
-- when
insert into t values (1, 10);
alter table t add column b int first;
insert into t values (2, 2, 20);
alter table t add column c varchar(5) after b, add d int, add column e int after c;
insert into t values (3, 'c', 5, 3, 30, 4);
alter table t add column (f int, g int default 7), add index (f);
insert into t (id, f) values (4, 6);
update t set a = a + 1 where id = 1;
-- then
create-table t (id*, a)
insert t {"id":1,"a":10}
add-column t (b, id*, a)
insert t {"b":2,"id":2,"a":20}
change-columns t (b, c, e, id*, a, d)
insert t {"b":3,"c":"c","e":5,"id":3,"a":30,"d":4}
change-columns t (b, c, e, id*, a, d, f, g)
insert t {"b":null,"c":null,"e":null,"id":4,"a":null,"d":null,"f":6,"g":7}
update t {"b":null,"c":null,"e":null,"id":1,"a":11,"d":null,"f":null,"g":7}
