-- A table that an XA transaction wrote is not empty, although it was created in the log.
-- task: full-load-and-cdc
-- given
create table t (id int primary key);
-- when
create table _stage (id int primary key);
xa start 'x';
insert into _stage values (5);
xa end 'x';
xa prepare 'x';
xa commit 'x';
rename table _stage to shown;
-- then fails with
source.rows_unseen
app.shown
app._stage
