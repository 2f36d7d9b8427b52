-- A JSON column that may not be NULL, but was given none, holds a document of no bytes. For MySQL that is JSON null.
-- given
create table json_empty (id int primary key, j json not null);
insert ignore into json_empty values (1, null), (2, '{"a": 1}');
-- then rows
"1" {"id":1,"j":"null"}
"2" {"id":2,"j":"{\"a\": 1}"}
-- when
set sql_mode = '';
update json_empty set id = 3 where id = 1;
update ignore json_empty set j = null where id = 2;
update json_empty set j = '[]' where id = 3;
-- then changes
delete "1" {"id":1,"j":"null"}
insert "3" {"id":3,"j":"null"}
update "2" {"id":2,"j":"null"}
update "3" {"id":3,"j":"[]"}
