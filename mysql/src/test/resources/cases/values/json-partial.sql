-- Updates in place: with binlog_row_value_options=PARTIAL_JSON the log has only the differences, and the document must come out as
-- if it had been logged whole. (The base64 of opaque values, the order of keys, and the text of numbers included.)
-- given
create table json_partial (id int primary key, j json, k json, note varchar(20));
insert into json_partial values
    (1, '{"name": "Ada", "tags": ["x", "y", "z"], "nested": {"deep": [1, {"a": "long enough to be replaced in place"}]}, "n": 1.0}', '[1, 2, 3]', 'one'),
    (2, '["a", ["b", "c"], {"d": "eeeeeeeeee"}, 18446744073709551615]', null, 'two'),
    (3, '{"key with space": "0123456789", "quo\\"te": "0123456789", "é": "0123456789", "back\\\\slash": "0123456789", "": "0123456789", "1st": "0123456789", "last": "0123456789", "do.t": "0123456789"}', '{}', 'three'),
    (4, '"scalar"', '{"a": {"b": {"c": "cccccccccc"}}}', 'four'),
    (5, null, '{"a": 1}', 'five'),
    (6, '[[[["innermost"]]], {"x": {"y": ["0123456789"]}}]', '{"a": [1, 2, 3], "b": "bbbbbbbbbb"}', 'six');
-- then rows
"1" {"id":1,"j":"{\"n\": 1.0, \"name\": \"Ada\", \"tags\": [\"x\", \"y\", \"z\"], \"nested\": {\"deep\": [1, {\"a\": \"long enough to be replaced in place\"}]}}","k":"[1, 2, 3]","note":"one"}
"2" {"id":2,"j":"[\"a\", [\"b\", \"c\"], {\"d\": \"eeeeeeeeee\"}, 18446744073709551615]","k":null,"note":"two"}
"3" {"id":3,"j":"{\"\": \"0123456789\", \"é\": \"0123456789\", \"1st\": \"0123456789\", \"do.t\": \"0123456789\", \"last\": \"0123456789\", \"quo\\\"te\": \"0123456789\", \"back\\\\slash\": \"0123456789\", \"key with space\": \"0123456789\"}","k":"{}","note":"three"}
"4" {"id":4,"j":"\"scalar\"","k":"{\"a\": {\"b\": {\"c\": \"cccccccccc\"}}}","note":"four"}
"5" {"id":5,"j":null,"k":"{\"a\": 1}","note":"five"}
"6" {"id":6,"j":"[[[[\"innermost\"]]], {\"x\": {\"y\": [\"0123456789\"]}}]","k":"{\"a\": [1, 2, 3], \"b\": \"bbbbbbbbbb\"}","note":"six"}
-- when
-- one value replaced, added, taken away
update json_partial set j = json_set(j, '$.name', 'Bob') where id = 1;
update json_partial set j = json_set(j, '$.tags[1]', 'Y', '$.tags[3]', 'new', '$.tags[99]', 'end') where id = 1;
update json_partial set j = json_remove(j, '$.tags[0]', '$.nested.deep[0]') where id = 1;
update json_partial set j = json_set(j, '$.nested.deep[0].a', 'in place', '$.nested.b', 2.50, '$.zz', 1.0e0, '$.aa', json_object('bb', 1, 'a', null)) where id = 1;
update json_partial set j = json_remove(j, '$.nested'), k = json_replace(k, '$[last]', 33) where id = 1;
-- both documents of a row, and none of them
update json_partial set j = json_set(j, '$.n', cast(1.50 as decimal(5,2))), k = json_set(k, '$[1]', cast('2024-02-29' as date)) where id = 1;
update json_partial set note = 'renamed' where id = 1;
-- arrays
update json_partial set j = json_set(j, '$[1][0]', 'B', '$[2].d', 'D', '$[last-1].f', true) where id = 2;
update json_partial set j = json_remove(j, '$[0]', '$[last]') where id = 2;
update json_partial set k = '[]' where id = 2;
-- keys that a path must quote
update json_partial set j = json_set(j, '$."key with space"', 1, '$."quo\\"te"', 2, '$."é"', 3, '$."back\\\\slash"', 4, '$.""', 5, '$."1st"', 6, '$.last', 7, '$."do.t"', 8) where id = 3;
update json_partial set j = json_remove(j, '$."key with space"', '$.""', '$."quo\\"te"'), k = json_set(k, '$."new one"', 'x') where id = 3;
-- a scalar, a chain, a document that comes and goes
update json_partial set j = json_set(j, '$[1]', 'wrapped') where id = 4;
update json_partial set k = json_set(json_remove(json_set(k, '$.a.b.c', 'C'), '$.a.b.x'), '$.a.b.d', 'D') where id = 4;
update json_partial set j = '{"from": "null"}', k = null where id = 5;
update json_partial set j = null, k = json_set('{}', '$.a', 1) where id = 5;
-- several rows of one statement, the key among them
update json_partial set j = json_set(j, '$[1].x.y[0]', repeat('9', 5)), k = json_remove(k, '$.b') where id >= 6;
update json_partial set id = 7, j = json_replace(j, '$[0][0][0][0]', 'out'), k = json_set(k, '$.a[1]', 'two') where id = 6;
update json_partial set j = json_replace(j, '$[0]', json_array()), note = null where id = 7;
delete from json_partial where id = 7;
-- then changes
update "1" {"id":1,"j":"{\"n\": 1.0, \"name\": \"Bob\", \"tags\": [\"x\", \"y\", \"z\"], \"nested\": {\"deep\": [1, {\"a\": \"long enough to be replaced in place\"}]}}","k":"[1, 2, 3]","note":"one"}
update "1" {"id":1,"j":"{\"n\": 1.0, \"name\": \"Bob\", \"tags\": [\"x\", \"Y\", \"z\", \"new\", \"end\"], \"nested\": {\"deep\": [1, {\"a\": \"long enough to be replaced in place\"}]}}","k":"[1, 2, 3]","note":"one"}
update "1" {"id":1,"j":"{\"n\": 1.0, \"name\": \"Bob\", \"tags\": [\"Y\", \"z\", \"new\", \"end\"], \"nested\": {\"deep\": [{\"a\": \"long enough to be replaced in place\"}]}}","k":"[1, 2, 3]","note":"one"}
update "1" {"id":1,"j":"{\"n\": 1.0, \"aa\": {\"a\": null, \"bb\": 1}, \"zz\": 1.0, \"name\": \"Bob\", \"tags\": [\"Y\", \"z\", \"new\", \"end\"], \"nested\": {\"b\": 2.50, \"deep\": [{\"a\": \"in place\"}]}}","k":"[1, 2, 3]","note":"one"}
update "1" {"id":1,"j":"{\"n\": 1.0, \"aa\": {\"a\": null, \"bb\": 1}, \"zz\": 1.0, \"name\": \"Bob\", \"tags\": [\"Y\", \"z\", \"new\", \"end\"]}","k":"[1, 2, 33]","note":"one"}
update "1" {"id":1,"j":"{\"n\": 1.50, \"aa\": {\"a\": null, \"bb\": 1}, \"zz\": 1.0, \"name\": \"Bob\", \"tags\": [\"Y\", \"z\", \"new\", \"end\"]}","k":"[1, \"2024-02-29\", 33]","note":"one"}
update "1" {"id":1,"j":"{\"n\": 1.50, \"aa\": {\"a\": null, \"bb\": 1}, \"zz\": 1.0, \"name\": \"Bob\", \"tags\": [\"Y\", \"z\", \"new\", \"end\"]}","k":"[1, \"2024-02-29\", 33]","note":"renamed"}
update "2" {"id":2,"j":"[\"a\", [\"B\", \"c\"], {\"d\": \"D\", \"f\": true}, 18446744073709551615]","k":null,"note":"two"}
update "2" {"id":2,"j":"[[\"B\", \"c\"], {\"d\": \"D\", \"f\": true}]","k":null,"note":"two"}
update "2" {"id":2,"j":"[[\"B\", \"c\"], {\"d\": \"D\", \"f\": true}]","k":"[]","note":"two"}
update "3" {"id":3,"j":"{\"\": 5, \"é\": 3, \"1st\": 6, \"do.t\": 8, \"last\": 7, \"quo\\\"te\": 2, \"back\\\\slash\": 4, \"key with space\": 1}","k":"{}","note":"three"}
update "3" {"id":3,"j":"{\"é\": 3, \"1st\": 6, \"do.t\": 8, \"last\": 7, \"back\\\\slash\": 4}","k":"{\"new one\": \"x\"}","note":"three"}
update "4" {"id":4,"j":"[\"scalar\", \"wrapped\"]","k":"{\"a\": {\"b\": {\"c\": \"cccccccccc\"}}}","note":"four"}
update "4" {"id":4,"j":"[\"scalar\", \"wrapped\"]","k":"{\"a\": {\"b\": {\"c\": \"C\", \"d\": \"D\"}}}","note":"four"}
update "5" {"id":5,"j":"{\"from\": \"null\"}","k":null,"note":"five"}
update "5" {"id":5,"j":null,"k":"{\"a\": 1}","note":"five"}
update "6" {"id":6,"j":"[[[[\"innermost\"]]], {\"x\": {\"y\": [\"99999\"]}}]","k":"{\"a\": [1, 2, 3]}","note":"six"}
delete "6" {"id":6,"j":"[[[[\"innermost\"]]], {\"x\": {\"y\": [\"99999\"]}}]","k":"{\"a\": [1, 2, 3]}","note":"six"}
insert "7" {"id":7,"j":"[[[[\"out\"]]], {\"x\": {\"y\": [\"99999\"]}}]","k":"{\"a\": [1, \"two\", 3]}","note":"six"}
update "7" {"id":7,"j":"[[], {\"x\": {\"y\": [\"99999\"]}}]","k":"{\"a\": [1, \"two\", 3]}","note":null}
delete "7" {"id":7,"j":"[[], {\"x\": {\"y\": [\"99999\"]}}]","k":"{\"a\": [1, \"two\", 3]}","note":null}
