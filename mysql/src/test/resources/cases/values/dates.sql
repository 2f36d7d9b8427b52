-- Dates as stored: before 1582, year 1, 9999, zero and partly zero ones and days that no calendar has keep their text.
-- given
set sql_mode = 'ALLOW_INVALID_DATES';
create table dates (id int primary key, d date, y year);
insert into dates values
    (1, '2024-02-29', 2155), (2, '0001-01-01', 1901), (3, '9999-12-31', 0), (4, '1582-10-10', 2000), (5, '1000-01-01', 70),
    (6, '0000-00-00', 1970), (7, '2024-02-00', '0'), (8, '2024-00-00', 69), (9, '2023-02-31', null), (10, null, 2024), (11, '0000-01-01', 1999);
-- then rows
"1" {"id":1,"d":"2024-02-29","y":2155}
"2" {"id":2,"d":"0001-01-01","y":1901}
"3" {"id":3,"d":"9999-12-31","y":0}
"4" {"id":4,"d":"1582-10-10","y":2000}
"5" {"id":5,"d":"1000-01-01","y":1970}
"6" {"id":6,"d":"0000-00-00","y":1970}
"7" {"id":7,"d":"2024-02-00","y":2000}
"8" {"id":8,"d":"2024-00-00","y":2069}
"9" {"id":9,"d":"2023-02-31","y":null}
"10" {"id":10,"d":null,"y":2024}
"11" {"id":11,"d":"0000-01-01","y":1999}
-- when
set sql_mode = 'ALLOW_INVALID_DATES';
update dates set d = '0000-00-00', y = 0 where id = 1;
delete from dates where id = 6;
-- then changes
update "1" {"id":1,"d":"0000-00-00","y":0}
delete "6" {"id":6,"d":"0000-00-00","y":1970}
