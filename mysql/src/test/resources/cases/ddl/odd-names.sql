-- Names with dots, spaces, back-ticks, per cent signs, letters of other scripts and key words.
-- given
create table `my.t able` (id int primary key, `a.b` int);
-- when
insert into `my.t able` values (1, 10);
alter table `app`.`my.t able` add column `c``d` int, add `%s` int, add `日本` int, add `select` int, add `e f` int after id;
insert into `my.t able` values (2, 5, 20, 30, 40, 50, 60);
create table `100%` (`1a` int primary key, `ключ` varchar(5));
insert into `100%` values (1, 'да');
create table `tick``s` (id int primary key);
insert into `tick``s` values (1);
rename table `tick``s` to `order`;
insert into `order` values (2);
alter table `100%` rename column `ключ` to `key`;
insert into `100%` values (2, 'нет');
-- then
create-table my.t able (id*, a.b)
insert my.t able {"id":1,"a.b":10}
change-columns my.t able (id*, e f, a.b, c`d, %s, 日本, select)
insert my.t able {"id":2,"e f":5,"a.b":20,"c`d":30,"%s":40,"日本":50,"select":60}
create-table 100% (1a*, ключ)
insert 100% {"1a":1,"ключ":"да"}
create-table tick`s (id*)
insert tick`s {"id":1}
rename-table order (id*)
insert order {"id":2}
rename-column 100% (1a*, key)
insert 100% {"1a":2,"key":"нет"}
