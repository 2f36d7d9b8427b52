-- A session that logs less than whole rows: what an update leaves out did not change, so it is carried when the image before has it.
-- (What cannot be known fails by name: ReducedImagesIT.) Tables without a key have whole images before, tables without large columns
-- have whole images under NOBLOB.
-- given
create table reduced_keyless (a int, b text, c json, d varchar(10), virtual_one int as (a + 1), stored_one int as (a * 2) stored);
insert into reduced_keyless (a, b, c, d) values (1, 'text', '{"long": "enough to be changed in place"}', null);
create table reduced_plain (id int primary key, a int, b varchar(10), g varchar(20) as (concat(b, '!')) virtual);
insert into reduced_plain (id, a, b) values (1, 2, 'three'), (2, null, null);
create table reduced_large (id int primary key, a int, t mediumtext, l longblob);
insert into reduced_large values (1, 1, 'old', 'old');
-- then rows
-- in reduced_keyless
"app.reduced_keyless" {"a":1,"b":"text","c":"{\"long\": \"enough to be changed in place\"}","d":null,"virtual_one":2,"stored_one":2}
-- in reduced_plain
"1" {"id":1,"a":2,"b":"three","g":"three!"}
"2" {"id":2,"a":null,"b":null,"g":null}
-- in reduced_large
"1" {"id":1,"a":1,"t":"old","l":"0x6F6C64"}
-- when
set binlog_row_image = MINIMAL;
update reduced_keyless set a = 5;
update reduced_keyless set b = null;
update reduced_keyless set c = json_set(c, '$.long', 'changed in place');
update reduced_keyless set d = 'x', a = null;
set binlog_row_image = NOBLOB;
update reduced_plain set a = 3 where id = 1;
update reduced_plain set b = 'b' where id = 2;
update reduced_large set t = 'new', l = 'new', a = 2 where id = 1;
insert into reduced_plain (id, a) values (3, 4);
delete from reduced_plain where id = 1;
insert into reduced_large values (2, 2, '', null);
-- then changes
-- in reduced_keyless
update "app.reduced_keyless" {"a":5,"b":"text","c":"{\"long\": \"enough to be changed in place\"}","d":null,"virtual_one":6,"stored_one":10}
update "app.reduced_keyless" {"a":5,"b":null,"c":"{\"long\": \"enough to be changed in place\"}","d":null,"virtual_one":6,"stored_one":10}
update "app.reduced_keyless" {"a":5,"b":null,"c":"{\"long\": \"changed in place\"}","d":null,"virtual_one":6,"stored_one":10}
update "app.reduced_keyless" {"a":null,"b":null,"c":"{\"long\": \"changed in place\"}","d":"x","virtual_one":null,"stored_one":null}
-- in reduced_plain
update "1" {"id":1,"a":3,"b":"three","g":"three!"}
update "2" {"id":2,"a":null,"b":"b","g":"b!"}
insert "3" {"id":3,"a":4,"b":null,"g":null}
delete "1" {"id":1,"a":3,"b":"three","g":"three!"}
-- in reduced_large
update "1" {"id":1,"a":2,"t":"new","l":"0x6E6577"}
insert "2" {"id":2,"a":2,"t":"","l":null}
