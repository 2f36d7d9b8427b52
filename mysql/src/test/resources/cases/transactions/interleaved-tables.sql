-- One statement changes several tables, by joins and by triggers.
-- given
create table t (id int primary key, a int);
create table u (a varchar(5), id int primary key);
create table _log (id int auto_increment primary key, what varchar(10));
create trigger tr after update on t for each row begin insert into _log (what) values ('t'); update u set a = concat('n', new.a) where id = new.id; end;
insert into t values (1, 10), (2, 20);
insert into u values ('x', 1), ('y', 2);
-- when
update t set a = a + 1;
drop trigger tr;
update t join u using (id) set t.a = t.a + 1, u.a = 'j';
delete t, u from t join u using (id) where id = 2;
-- then
create-table t (id*, a)
create-table u (a, id*)
update t {"id":1,"a":11}
update u {"a":"n11","id":1}
update t {"id":2,"a":21}
update u {"a":"n21","id":2}
update t {"id":1,"a":12}
update t {"id":2,"a":22}
update u {"a":"j","id":1}
update u {"a":"j","id":2}
delete t {"id":2,"a":22}
delete u {"a":"j","id":2}
