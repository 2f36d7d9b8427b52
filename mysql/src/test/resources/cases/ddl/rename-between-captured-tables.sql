-- A captured table takes another name that is captured too.
-- given
create table t (id int primary key, a int);
-- when
insert into t values (1, 10);
rename table t to u;
insert into u values (2, 20);
alter table u rename to v, add b int;
insert into v values (3, 30, 3);
-- then
create-table t (id*, a)
insert t {"id":1,"a":10}
rename-table u (id*, a)
insert u {"id":2,"a":20}
add-column u (id*, a, b)
rename-table v (id*, a, b)
insert v {"id":3,"a":30,"b":3}
