-- Invisible columns and generated invisible primary keys are not in SELECT *, but they are of the table: load and stream have them.
-- since 8.0.30
-- given
create table invisible (id int primary key, seen varchar(10), hidden varchar(10) invisible, tail int default 3 invisible, last int);
insert into invisible (id, seen, hidden, last) values (1, 'a', 'b', 9), (2, 'c', null, null);
set session sql_generate_invisible_primary_key = ON;
create table invisible_key (a varchar(10), b int);
set session sql_generate_invisible_primary_key = OFF;
insert into invisible_key values ('x', 1), ('y', 2), ('x', 1);
-- then rows
-- in invisible
"1" {"id":1,"seen":"a","hidden":"b","tail":3,"last":9}
"2" {"id":2,"seen":"c","hidden":null,"tail":3,"last":null}
-- in invisible_key
"1" {"my_row_id":1,"a":"x","b":1}
"2" {"my_row_id":2,"a":"y","b":2}
"3" {"my_row_id":3,"a":"x","b":1}
-- when
update invisible set hidden = 'now' where id = 2;
update invisible_key set b = 5 where a = 'x';
delete from invisible where id = 1;
delete from invisible_key where a = 'y';
-- then changes
-- in invisible
update "2" {"id":2,"seen":"c","hidden":"now","tail":3,"last":null}
delete "1" {"id":1,"seen":"a","hidden":"b","tail":3,"last":9}
-- in invisible_key
update "1" {"my_row_id":1,"a":"x","b":5}
update "3" {"my_row_id":3,"a":"x","b":5}
delete "2" {"my_row_id":2,"a":"y","b":2}
