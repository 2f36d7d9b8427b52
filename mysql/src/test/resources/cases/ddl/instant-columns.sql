-- ALGORITHM=INSTANT keeps old rows in their old form on disk; the log has them in the new one.
-- given
create table t (id int primary key, a int, b int);
insert into t values (1, 10, 100), (2, 20, 200);
-- when
alter table t add column c varchar(5) default 'c' after id, algorithm=instant;
update t set b = 101 where id = 1;
alter table t drop column a, algorithm=instant;
update t set b = 201 where id = 2;
alter table t add column a varchar(3) default 'new' first, algorithm=instant;
delete from t where id = 1;
alter table t rename column b to bb, algorithm=instant;
update t set bb = 0 where id = 2;
-- then
create-table t (id*, a, b)
add-column t (id*, c, a, b)
update t {"id":1,"c":"c","a":10,"b":101}
drop-column t (id*, c, b)
update t {"id":2,"c":"c","b":201}
add-column t (a, id*, c, b)
delete t {"a":"new","id":1,"c":"c","b":101}
rename-column t (a, id*, c, bb)
update t {"a":"new","id":2,"c":"c","bb":0}
