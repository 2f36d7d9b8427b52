-- CREATE TABLE IF NOT EXISTS says nothing of a table that was there before: neither that it is empty nor what it has.
-- task: full-load-and-cdc
-- given
create table t (id int primary key);
create table _stage (id int primary key, a int);
insert into _stage values (5, 50);
-- when
create table if not exists _stage (id int primary key);
rename table _stage to shown;
-- then fails with
source.rows_unseen
app.shown
app._stage
