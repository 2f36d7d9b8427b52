-- What double quotes mean depends on the session's sql_mode, which the log tells.
-- given
create table t (id int primary key, a varchar(10));
-- when
set sql_mode = 'ANSI_QUOTES';
alter table "t" add column "b ""x""" int default 5 first;
insert into "t" (id, a) values (1, 'one');
set sql_mode = 'ANSI';
create table "u" ("id" int primary key, "c" enum('x','y'));
insert into "u" values (1, 'y');
set sql_mode = 'NO_BACKSLASH_ESCAPES';
alter table t add c enum('\', 'z') default '\';
insert into t (id) values (2);
set sql_mode = '';
alter table t add d varchar(20) default "it's, not (x)" after id;
insert into t (id) values (3);
-- then
create-table t (id*, a)
add-column t (b "x", id*, a)
insert t {"b \"x\"":5,"id":1,"a":"one"}
create-table u (id*, c)
insert u {"id":1,"c":"y"}
add-column t (b "x", id*, a, c)
insert t {"b \"x\"":5,"id":2,"a":null,"c":"\\"}
add-column t (b "x", id*, d, a, c)
insert t {"b \"x\"":5,"id":3,"d":"it's, not (x)","a":null,"c":"\\"}
