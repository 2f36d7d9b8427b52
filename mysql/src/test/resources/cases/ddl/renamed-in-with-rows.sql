-- A table that is not captured takes a captured name: its rows were never delivered.
-- task: full-load-and-cdc
-- given
create table t (id int primary key);
create table _hidden (id int primary key, a int);
insert into _hidden values (1, 10);
-- when
insert into t values (1);
rename table _hidden to shown;
-- then fails with
source.rows_unseen
app.shown
app._hidden
Reload
