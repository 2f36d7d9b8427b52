-- JSON is a string with the text as MySQL prints it: keys by length, then bytes; a space behind commas and colons. JSON null is
-- the text null, SQL NULL is null.
-- given
create table json (id int primary key, j json);
insert into json values
    (1, '{"b": 1, "a": [1, 2.5, -3, null, true, false], "": {"deep": {"er": []}}, "aa": {}}'),
    (2, 'null'), (3, null), (4, '{}'), (5, '[]'), (6, '"text"'), (7, 'true'), (8, '3.14'),
    (9, '"a \\" b \\\\ / \\b\\f\\n\\r\\t \\u0001\\u001f\\u007f é 😀 \\u0000"'),
    (10, '{"é": 1, "z": 2, "\\u0000": 3, "k\\"ey": 4, "z": 5}'),
    (11, concat('[', repeat('[', 90), '1', repeat(']', 90), ']'));
-- then rows
"1" {"id":1,"j":"{\"\": {\"deep\": {\"er\": []}}, \"a\": [1, 2.5, -3, null, true, false], \"b\": 1, \"aa\": {}}"}
"2" {"id":2,"j":"null"}
"3" {"id":3,"j":null}
"4" {"id":4,"j":"{}"}
"5" {"id":5,"j":"[]"}
"6" {"id":6,"j":"\"text\""}
"7" {"id":7,"j":"true"}
"8" {"id":8,"j":"3.14"}
"9" {"id":9,"j":"\"a \\\" b \\\\ / \\b\\f\\n\\r\\t \\u0001\\u001f é 😀 \\u0000\""}
"10" {"id":10,"j":"{\"\\u0000\": 3, \"z\": 5, \"é\": 1, \"k\\\"ey\": 4}"}
"11" {"id":11,"j":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"}
-- when
update json set j = '[1]' where id = 3;
update json set j = null where id = 2;
update json set j = 'null' where id = 4;
delete from json where id = 10;
-- then changes
update "3" {"id":3,"j":"[1]"}
update "2" {"id":2,"j":null}
update "4" {"id":4,"j":"null"}
delete "10" {"id":10,"j":"{\"\\u0000\": 3, \"z\": 5, \"é\": 1, \"k\\\"ey\": 4}"}
