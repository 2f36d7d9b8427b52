-- As many columns go as come: the number of columns tells nothing.
-- given
create table t (id int primary key, a int, b varchar(10));
-- when
insert into t values (1, 10, 'x');
alter table t drop column a, add column c int;
insert into t values (2, 'y', 20);
alter table t drop column b, add column a varchar(10) after id;
insert into t values (3, 'z', 30);
delete from t where id = 1;
-- then
create-table t (id*, a, b)
insert t {"id":1,"a":10,"b":"x"}
change-columns t (id*, b, c)
insert t {"id":2,"b":"y","c":20}
change-columns t (id*, a, c)
insert t {"id":3,"a":"z","c":30}
delete t {"id":1,"a":null,"c":null}
