-- A statement in statement format that failed half way in a table without transactions did change rows.
-- given
create table m (id int primary key) engine = myisam;
create procedure p() begin declare continue handler for 1062 begin end; insert into m values (1), (1); end;
-- when
set binlog_format = statement;
call p();
-- then fails with
source.rows_unseen
app.m
binlog_format = ROW
