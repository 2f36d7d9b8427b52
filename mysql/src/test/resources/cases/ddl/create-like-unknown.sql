-- A table is made like one that the log never described: only a log that names columns can tell what it has.
-- given
create table t (id int primary key);
create table other.model (id int primary key, a int);
-- when
insert into t values (1);
create table u like other.model;
insert into u values (1, 10);
-- then
create-table t (id*)
insert t {"id":1}
create-table u (id*, a)
insert u {"id":1,"a":10}
-- then with MINIMAL metadata fails with
source.schema_unknown
app.u
other.model
binlog_row_metadata = FULL
