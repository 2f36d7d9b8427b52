-- The steps of pt-online-schema-change: triggers keep the new table up to date, then the names are swapped.
-- given
create table t (id int primary key, a int);
insert into t values (1, 10), (2, 20);
-- when
insert into t values (3, 30);
create table `app`.`_t_new` like `app`.`t`;
alter table `app`.`_t_new` drop column a, add column b varchar(5) default 'b', add a bigint;
create trigger `pt_osc_app_t_del` after delete on `app`.`t` for each row begin declare continue handler for 1146 begin end; delete ignore from `app`.`_t_new` where `app`.`_t_new`.`id` <=> old.`id`; end;
create trigger `pt_osc_app_t_upd` after update on `app`.`t` for each row begin declare continue handler for 1146 begin end; delete ignore from `app`.`_t_new` where !(old.`id` <=> new.`id`) and `app`.`_t_new`.`id` <=> old.`id`; replace into `app`.`_t_new` (`id`, `a`) values (new.`id`, new.`a`); end;
create trigger `pt_osc_app_t_ins` after insert on `app`.`t` for each row begin declare continue handler for 1146 begin end; replace into `app`.`_t_new` (`id`, `a`) values (new.`id`, new.`a`); end;
insert low_priority ignore into `app`.`_t_new` (`id`, `a`) select `id`, `a` from `app`.`t` lock in share mode;
update t set a = 11 where id = 1;
insert into t values (4, 40);
rename table `app`.`t` to `app`.`_t_old`, `app`.`_t_new` to `app`.`t`;
drop table if exists `app`.`_t_old`;
insert into t values (5, 'x', 50);
update t set a = 12 where id = 1;
-- then
create-table t (id*, a)
insert t {"id":3,"a":30}
update t {"id":1,"a":11}
insert t {"id":4,"a":40}
change-columns t (id*, b, a)
insert t {"id":5,"b":"x","a":50}
update t {"id":1,"b":"b","a":12}
