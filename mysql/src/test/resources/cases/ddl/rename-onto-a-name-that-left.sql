-- A captured table leaves, and another captured one takes its name in the same statement.
-- given
create table t (id int primary key, a int);
create table u (id int primary key, b int);
-- when
insert into t values (1, 10);
insert into u values (1, 100);
rename table u to _old, t to u;
insert into u values (2, 20);
-- then
create-table t (id*, a)
create-table u (id*, b)
insert t {"id":1,"a":10}
insert u {"id":1,"b":100}
drop-table u
rename-table u (id*, a)
insert u {"id":2,"a":20}
