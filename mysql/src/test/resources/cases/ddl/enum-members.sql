-- Members are added, reordered and renamed; the log has their numbers only.
-- given
create table t (id int primary key, e enum('a','b'), s set('x','y'));
-- when
insert into t values (1, 'b', 'x,y');
alter table t modify e enum('c','b','a'), modify s set('z','x','y');
insert into t values (2, 'c', 'z,y');
alter table t modify e enum('c','it''s, so','b','a');
insert into t values (3, 'it''s, so', 'x');
-- then
create-table t (id*, e, s)
insert t {"id":1,"e":"b","s":"x,y"}
change-columns t (id*, e, s)
insert t {"id":2,"e":"c","s":"z,y"}
column-type-change t (id*, e, s)
insert t {"id":3,"e":"it's, so","s":"x"}
