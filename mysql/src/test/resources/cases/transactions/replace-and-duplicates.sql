-- REPLACE and ON DUPLICATE KEY UPDATE, also over a second unique key.
-- given
create table t (id int primary key, u int, a varchar(5), unique (u));
create table nokey (id int, a int, key (id));
-- when
insert into t values (1, 10, 'one'), (2, 20, 'two');
replace into t values (1, 11, 'ONE');
replace into t values (3, 20, 'over');
replace into t values (1, 20, 'both');
insert into t values (1, 99, 'dup') on duplicate key update a = values(a), u = u + 1;
insert into t values (9, 21, 'moved') on duplicate key update id = 8;
insert ignore into t values (8, 1, 'no'), (4, 40, 'yes');
-- then
create-table nokey (id, a)
create-table t (id*, u, a)
insert t {"id":1,"u":10,"a":"one"}
insert t {"id":2,"u":20,"a":"two"}
delete t {"id":1,"u":10,"a":"one"}
insert t {"id":1,"u":11,"a":"ONE"}
delete t {"id":2,"u":20,"a":"two"}
insert t {"id":3,"u":20,"a":"over"}
delete t {"id":1,"u":11,"a":"ONE"}
delete t {"id":3,"u":20,"a":"over"}
insert t {"id":1,"u":20,"a":"both"}
update t {"id":1,"u":21,"a":"dup"}
delete t {"id":1,"u":21,"a":"dup"}
insert t {"id":8,"u":21,"a":"dup"}
insert t {"id":4,"u":40,"a":"yes"}
