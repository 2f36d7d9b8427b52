-- All rows go, in every spelling: the messages say so by dropping and creating the table.
-- given
create table t (id int primary key, a int);
insert into t values (1, 10);
-- when
insert into t values (2, 20);
truncate table t;
insert into t values (3, 30);
truncate t;
truncate /* x */ table `app` . `t`;
use other;
truncate app.t;
insert into app.t values (4, 40);
-- then
create-table t (id*, a)
insert t {"id":2,"a":20}
drop-table t
create-table t (id*, a)
insert t {"id":3,"a":30}
drop-table t
create-table t (id*, a)
drop-table t
create-table t (id*, a)
drop-table t
create-table t (id*, a)
insert t {"id":4,"a":40}
