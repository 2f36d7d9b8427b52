-- Keys change, also in a chain within one statement: a delete of the old key and an insert of the new one each.
-- given
create table t (id int primary key, a int);
create table c (a varchar(5), b int, v int, primary key (a, b));
-- when
insert into t values (1, 10), (2, 20), (3, 30);
update t set id = id + 1 order by id desc;
update t set id = id + 10, a = a + 1 where id = 3;
insert into c values ('x', 1, 1);
update c set a = 'X' where b = 1;
update c set b = 2, v = 2;
update c set v = 3;
-- then
create-table c (a*, b*, v)
create-table t (id*, a)
insert t {"id":1,"a":10}
insert t {"id":2,"a":20}
insert t {"id":3,"a":30}
delete t {"id":3,"a":30}
insert t {"id":4,"a":30}
delete t {"id":2,"a":20}
insert t {"id":3,"a":20}
delete t {"id":1,"a":10}
insert t {"id":2,"a":10}
delete t {"id":3,"a":20}
insert t {"id":13,"a":21}
insert c {"a":"x","b":1,"v":1}
delete c {"a":"x","b":1,"v":1}
insert c {"a":"X","b":1,"v":1}
delete c {"a":"X","b":1,"v":1}
insert c {"a":"X","b":2,"v":2}
update c {"a":"X","b":2,"v":3}
