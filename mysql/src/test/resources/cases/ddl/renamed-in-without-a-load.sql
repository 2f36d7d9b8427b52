-- A task that only streams delivers a table that takes a captured name from then on, as those that were there at its start.
-- given
create table t (id int primary key);
create table _hidden (id int primary key, a int);
insert into _hidden values (1, 10);
-- when
alter table _hidden add b int;
rename table _hidden to shown;
insert into shown values (2, 20, 200);
-- then
create-table t (id*)
create-table shown (id*, a, b)
insert shown {"id":2,"a":20,"b":200}
-- then with MINIMAL metadata fails with
source.schema_unknown
app.shown
app._hidden
