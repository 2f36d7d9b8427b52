-- A table that may have been there before CREATE TABLE IF NOT EXISTS is no empty one, and has what the log says it has.
-- given
create table t (id int primary key);
create table _stage (id int primary key, a int);
insert into t values (1);
insert into _stage values (1, 10);
-- when
insert into t values (2);
create table if not exists _stage (id int primary key);
rename table t to _old, _stage to t;
insert into t values (3, 30);
-- then
create-table t (id*)
insert t {"id":2}
add-column t (id*, a)
insert t {"id":3,"a":30}
-- then with MINIMAL metadata fails with
source.schema_unknown
app.t
app._stage
