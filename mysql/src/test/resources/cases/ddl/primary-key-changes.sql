-- The key changes: records from then on have the new key.
-- given
create table t (id int, code varchar(5) not null, a int, primary key (id));
-- when
insert into t values (1, 'x', 10);
alter table t drop primary key, add primary key (code, id);
insert into t values (2, 'y', 20);
update t set code = 'z' where id = 2;
alter table t drop primary key;
insert into t values (3, 'w', 30);
alter table t add column pk bigint auto_increment primary key first;
insert into t values (null, 4, 'v', 40);
-- then
create-table t (id*, code, a)
insert t {"id":1,"code":"x","a":10}
change-columns t (id*, code*, a)
insert t {"id":2,"code":"y","a":20}
delete t {"id":2,"code":"y","a":20}
insert t {"id":2,"code":"z","a":20}
change-columns t (id, code, a)
insert t {"id":3,"code":"w","a":30}
add-column t (pk*, id, code, a)
insert t {"pk":4,"id":4,"code":"v","a":40}
