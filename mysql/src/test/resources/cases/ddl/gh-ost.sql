-- The steps of gh-ost: a ghost table is altered and filled from outside, then the names are swapped under a lock.
-- given
create table t (id int primary key, a int);
insert into t values (1, 10), (2, 20);
-- when
insert into t values (3, 30);
create /* gh-ost */ table `app`.`_t_ghc` (id bigint auto_increment primary key, hint varchar(64) charset ascii not null);
insert /* gh-ost */ into `app`.`_t_ghc` values (null, 'GhostTableMigrated');
create /* gh-ost */ table `app`.`_t_gho` like `app`.`t`;
alter /* gh-ost */ table `app`.`_t_gho` add column b varchar(5) default 'b' after id;
insert /* gh-ost `app`.`t` */ ignore into `app`.`_t_gho` (id, a) select id, a from t where id between 1 and 2;
update t set a = 11 where id = 1;
replace into _t_gho (id, a) values (1, 11), (3, 30);
create /* gh-ost */ table `app`.`_t_del` (id int auto_increment primary key) comment='ghost-cut-over-sentry';
drop /* gh-ost */ table if exists `app`.`_t_del`;
rename /* gh-ost */ table `app`.`t` to `app`.`_t_del`, `app`.`_t_gho` to `app`.`t`;
insert into t values (4, 'x', 40);
drop table _t_del;
drop table _t_ghc;
update t set a = 21 where id = 2;
-- then
create-table t (id*, a)
insert t {"id":3,"a":30}
update t {"id":1,"a":11}
add-column t (id*, b, a)
insert t {"id":4,"b":"x","a":40}
update t {"id":2,"b":"b","a":21}
