-- Column names are written as they are spelled, escaped where JSON must.
-- given
create table names (`Id` int primary key, `a "b"` int, `c\d` int, `é 汉` int, `x.y` int, `data` int, `select` int, `UPPER` int, `back``tick` int, `%` int, `$a` int);
insert into names values (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
-- then rows
"1" {"Id":1,"a \"b\"":2,"c\\d":3,"é 汉":4,"x.y":5,"data":6,"select":7,"UPPER":8,"back`tick":9,"%":10,"$a":11}
-- when
update names set `c\d` = null;
-- then changes
update "1" {"Id":1,"a \"b\"":2,"c\\d":null,"é 汉":4,"x.y":5,"data":6,"select":7,"UPPER":8,"back`tick":9,"%":10,"$a":11}
