-- Every integer type at its ends. TINYINT(1) is a number, ZEROFILL is only how a client shows it, and integers of more than
-- 16 digits are in scientific notation with every digit (plain with UseLargeIntegerValue).
-- given
create table integers (id int primary key, t tinyint, tu tinyint unsigned, s smallint, su smallint unsigned, m mediumint,
    mu mediumint unsigned, i int, iu int unsigned, b bigint, bu bigint unsigned, truth bool, z int(6) zerofill, one tinyint(1));
insert into integers values
    (1, -128, 0, -32768, 0, -8388608, 0, -2147483648, 0, -9223372036854775808, 0, false, 7, -5),
    (2, 127, 255, 32767, 65535, 8388607, 16777215, 2147483647, 4294967295, 9223372036854775807, 18446744073709551615, true, 4294967295, 127),
    (3, null, null, null, null, null, null, null, null, null, null, null, null, null),
    (4, -1, 128, -1, 32768, -1, 8388608, -1, 2147483648, 9007199254740993, 9223372036854775808, 2, 0, 0),
    (-5, 0, 1, 0, 1, 0, 1, 0, 1, -12345678901234567, 10000000000000000, 0, 1234567, 1);
-- then rows
"1" {"id":1,"t":-128,"tu":0,"s":-32768,"su":0,"m":-8388608,"mu":0,"i":-2147483648,"iu":0,"b":-9.223372036854775808E+18,"bu":0,"truth":0,"z":7,"one":-5}
"2" {"id":2,"t":127,"tu":255,"s":32767,"su":65535,"m":8388607,"mu":16777215,"i":2147483647,"iu":4294967295,"b":9.223372036854775807E+18,"bu":1.8446744073709551615E+19,"truth":1,"z":4294967295,"one":127}
"3" {"id":3,"t":null,"tu":null,"s":null,"su":null,"m":null,"mu":null,"i":null,"iu":null,"b":null,"bu":null,"truth":null,"z":null,"one":null}
"4" {"id":4,"t":-1,"tu":128,"s":-1,"su":32768,"m":-1,"mu":8388608,"i":-1,"iu":2147483648,"b":9007199254740993,"bu":9.223372036854775808E+18,"truth":2,"z":0,"one":0}
"-5" {"id":-5,"t":0,"tu":1,"s":0,"su":1,"m":0,"mu":1,"i":0,"iu":1,"b":-1.2345678901234567E+16,"bu":1.0000000000000000E+16,"truth":0,"z":1234567,"one":1}
-- when
update integers set t = 5, b = null where id = 1;
update integers set bu = 42 where id = 3;
delete from integers where id = 2;
-- then changes
update "1" {"id":1,"t":5,"tu":0,"s":-32768,"su":0,"m":-8388608,"mu":0,"i":-2147483648,"iu":0,"b":null,"bu":0,"truth":0,"z":7,"one":-5}
update "3" {"id":3,"t":null,"tu":null,"s":null,"su":null,"m":null,"mu":null,"i":null,"iu":null,"b":null,"bu":42,"truth":null,"z":null,"one":null}
delete "2" {"id":2,"t":127,"tu":255,"s":32767,"su":65535,"m":8388607,"mu":16777215,"i":2147483647,"iu":4294967295,"b":9.223372036854775807E+18,"bu":1.8446744073709551615E+19,"truth":1,"z":4294967295,"one":127}
