-- The Kafka key is the primary key as text, its columns joined by dots in the order of the key; digits are always plain. Tables without
-- a key have schema.table.
-- given
set sql_mode = 'ALLOW_INVALID_DATES';
create table key_unsigned (k bigint unsigned primary key);
insert into key_unsigned values (0), (9223372036854775808), (18446744073709551615);
create table key_signed (k bigint primary key);
insert into key_signed values (-9223372036854775808), (-1), (9223372036854775807);
create table key_composite (a int, b varchar(10), c date, v int, primary key (c, b, a));
insert into key_composite values (1, 'x.y', '2024-02-29', 1), (2, '', '0000-00-00', 2), (-3, 'é', '9999-12-31', 3);
create table key_decimal (k decimal(20,3) primary key);
insert into key_decimal values (-1), (0), (12345678901234567.5);
create table key_double (k double primary key, v int);
insert into key_double values (-1.5, 1), (0, 2), (1e300, 3);
create table key_float (k float primary key, v int);
insert into key_float values (0.1, 1), (16777216, 2);
create table key_binary (k binary(4) primary key);
insert into key_binary values (0x00), (0x0102), (0xFFFFFFFF);
create table key_varbinary (k varbinary(8) primary key);
insert into key_varbinary values (''), (0x00), (0x0000), ('a ');
create table key_char (k char(5) primary key);
insert into key_char values (''), ('a  '), ('É');
create table key_varchar (k varchar(10) collate utf8mb4_0900_ai_ci primary key);
insert into key_varchar values (''), ('a'), ('a '), ('Ü"q'), ('😀');
create table key_latin1 (k varchar(10) character set latin1 collate latin1_german2_ci primary key);
insert into key_latin1 values ('ä'), ('b '), ('€');
create table key_utf16 (k varchar(10) character set utf16 primary key);
insert into key_utf16 values ('a'), ('日😀');
create table key_gbk (k varchar(10) character set gbk primary key);
insert into key_gbk values ('汉'), ('字');
create table key_prefix (k text not null, v int, primary key (k(3)));
insert into key_prefix values ('abcdef', 1), ('abd', 2), ('', 3);
create table key_blob (k blob not null, v int, primary key (k(2)));
insert into key_blob values (0x000102, 1), (0x01, 2);
create table key_enum (k enum('z','a','b,c') primary key);
insert into key_enum values ('z'), ('a'), ('b,c');
create table key_set (k set('x','y') primary key);
insert into key_set values (''), ('x'), ('x,y');
create table key_bit (k bit(1), b bit(10), primary key (k, b));
insert into key_bit values (0, 1), (1, 1023);
create table key_year (k year primary key);
insert into key_year values (0), (1901), (2155);
create table key_datetime (k datetime(3) primary key);
insert into key_datetime values ('0000-00-00'), ('2023-02-31 01:02:03.004'), ('9999-12-31 23:59:59.999');
create table key_timestamp (k timestamp(6) primary key);
insert into key_timestamp values ('1970-01-01 00:00:01'), ('2038-01-19 03:14:07.999999');
create table key_time (k time(2) primary key);
insert into key_time values ('-838:59:59'), ('-00:00:00.01'), ('00:00:00'), ('838:59:58.99');
create table key_date (k date primary key);
insert into key_date values ('0000-00-00'), ('0001-01-01'), ('2024-02-00');
create table key_none (a int, b varchar(5));
insert into key_none values (1, 'x'), (1, 'x'), (null, null);
create table key_unique (u int not null unique, b varchar(5));
insert into key_unique values (1, 'x'), (2, 'y');
-- then rows
-- in key_unsigned
"0" {"k":0}
"9223372036854775808" {"k":9.223372036854775808E+18}
"18446744073709551615" {"k":1.8446744073709551615E+19}
-- in key_signed
"-9223372036854775808" {"k":-9.223372036854775808E+18}
"-1" {"k":-1}
"9223372036854775807" {"k":9.223372036854775807E+18}
-- in key_composite
"2024-02-29.x.y.1" {"a":1,"b":"x.y","c":"2024-02-29","v":1}
"0000-00-00..2" {"a":2,"b":"","c":"0000-00-00","v":2}
"9999-12-31.é.-3" {"a":-3,"b":"é","c":"9999-12-31","v":3}
-- in key_decimal
"-1.000" {"k":-1.000}
"0.000" {"k":0.000}
"12345678901234567.500" {"k":12345678901234567.500}
-- in key_double
"-1.5" {"k":-1.5,"v":1}
"0.0" {"k":0.0,"v":2}
"1.0E300" {"k":1.0E300,"v":3}
-- in key_float
"0.1" {"k":0.1,"v":1}
"1.6777216E7" {"k":1.6777216E7,"v":2}
-- in key_binary
"0x00000000" {"k":"0x00000000"}
"0x01020000" {"k":"0x01020000"}
"0xFFFFFFFF" {"k":"0xFFFFFFFF"}
-- in key_varbinary
"0x" {"k":"0x"}
"0x00" {"k":"0x00"}
"0x0000" {"k":"0x0000"}
"0x6120" {"k":"0x6120"}
-- in key_char
"" {"k":""}
"a" {"k":"a"}
"É" {"k":"É"}
-- in key_varchar
"" {"k":""}
"a" {"k":"a"}
"a " {"k":"a "}
"Ü\"q" {"k":"Ü\"q"}
"😀" {"k":"😀"}
-- in key_latin1
"ä" {"k":"ä"}
"b " {"k":"b "}
"€" {"k":"€"}
-- in key_utf16
"a" {"k":"a"}
"日😀" {"k":"日😀"}
-- in key_gbk
"汉" {"k":"汉"}
"字" {"k":"字"}
-- in key_prefix
"abcdef" {"k":"abcdef","v":1}
"abd" {"k":"abd","v":2}
"" {"k":"","v":3}
-- in key_blob
"0x000102" {"k":"0x000102","v":1}
"0x01" {"k":"0x01","v":2}
-- in key_enum
"z" {"k":"z"}
"a" {"k":"a"}
"b,c" {"k":"b,c"}
-- in key_set
"" {"k":""}
"x" {"k":"x"}
"x,y" {"k":"x,y"}
-- in key_bit
"false.0x0001" {"k":false,"b":"0x0001"}
"true.0x03FF" {"k":true,"b":"0x03FF"}
-- in key_year
"0" {"k":0}
"1901" {"k":1901}
"2155" {"k":2155}
-- in key_datetime
"0000-00-00T00:00:00.000Z" {"k":"0000-00-00T00:00:00.000Z"}
"2023-02-31T01:02:03.004Z" {"k":"2023-02-31T01:02:03.004Z"}
"9999-12-31T23:59:59.999Z" {"k":"9999-12-31T23:59:59.999Z"}
-- in key_timestamp
"1970-01-01T00:00:01.000000Z" {"k":"1970-01-01T00:00:01.000000Z"}
"2038-01-19T03:14:07.999999Z" {"k":"2038-01-19T03:14:07.999999Z"}
-- in key_time
"-838:59:59.00" {"k":"-838:59:59.00"}
"-00:00:00.01" {"k":"-00:00:00.01"}
"00:00:00.00" {"k":"00:00:00.00"}
"838:59:58.99" {"k":"838:59:58.99"}
-- in key_date
"0000-00-00" {"k":"0000-00-00"}
"0001-01-01" {"k":"0001-01-01"}
"2024-02-00" {"k":"2024-02-00"}
-- in key_none
"app.key_none" {"a":1,"b":"x"}
"app.key_none" {"a":1,"b":"x"}
"app.key_none" {"a":null,"b":null}
-- in key_unique
"app.key_unique" {"u":1,"b":"x"}
"app.key_unique" {"u":2,"b":"y"}
-- when
update key_unsigned set k = 18446744073709551614 where k = 18446744073709551615;
update key_composite set v = 4 where a = 1;
update key_composite set b = 'moved' where a = 2;
update key_prefix set k = 'abcxyz', v = 5 where v = 1;
update key_varchar set k = 'A' where k = 'a';
update key_none set b = 'y' where a = 1 limit 1;
delete from key_binary where k = 0x01020000;
delete from key_time where k < 0;
delete from key_float where k > 1;
delete from key_none where a is null;
-- then changes
-- in key_unsigned
delete "18446744073709551615" {"k":1.8446744073709551615E+19}
insert "18446744073709551614" {"k":1.8446744073709551614E+19}
-- in key_composite
update "2024-02-29.x.y.1" {"a":1,"b":"x.y","c":"2024-02-29","v":4}
delete "0000-00-00..2" {"a":2,"b":"","c":"0000-00-00","v":2}
insert "0000-00-00.moved.2" {"a":2,"b":"moved","c":"0000-00-00","v":2}
-- in key_prefix
delete "abcdef" {"k":"abcdef","v":1}
insert "abcxyz" {"k":"abcxyz","v":5}
-- in key_varchar
delete "a" {"k":"a"}
insert "A" {"k":"A"}
-- in key_none
update "app.key_none" {"a":1,"b":"y"}
delete "app.key_none" {"a":null,"b":null}
-- in key_binary
delete "0x01020000" {"k":"0x01020000"}
-- in key_time
delete "-838:59:59.00" {"k":"-838:59:59.00"}
delete "-00:00:00.01" {"k":"-00:00:00.01"}
-- in key_float
delete "1.6777216E7" {"k":1.6777216E7,"v":2}
