-- A statement that fails half way leaves its first rows in a table without transactions.
-- given
create table m (id int primary key) engine = myisam;
insert into m values (2);
-- when
insert ignore into m values (1), (2), (3);
create procedure p() begin declare continue handler for 1062 begin end; insert into m values (4), (2), (5); end;
call p();
-- then
create-table m (id*)
insert m {"id":1}
insert m {"id":3}
insert m {"id":4}
