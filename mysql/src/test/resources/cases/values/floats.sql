-- The shortest number that reads back as the same value, with a fraction digit at least. The text protocol would show
-- six digits of a FLOAT.
-- given
create table floats (id int primary key, f float, d double, fm float(7,3), dm double(12,4), fu float unsigned);
insert into floats values
    (1, 3.14159274, 2.718281828459045, 1234.567, 12345678.1234, 0.1),
    (2, 1.17549435e-38, 2.2250738585072014e-308, -0.001, -1, 16777217),
    (3, -3.4028234e38, 1.7976931348623157e308, 0, 0, 3.4028234e38),
    (4, -0e0, -0e0, -0e0, -0e0, 0),
    (5, 1.4e-45, 5e-324, 9999.999, 99999999.9999, 1e10),
    (6, null, null, null, null, null),
    (7, 100, 1e22, 0.1, 0.1, 1e-5),
    (8, 8388609, 9007199254740993, 1, 123456.7, 1.1),
    (9, 2.2e-44, 2e23, 1, 2.2, 33554432),
    (10, 0.001, 8.41e21, 10, 1e7, 9999999);
-- then rows
"1" {"id":1,"f":3.1415927,"d":2.718281828459045,"fm":1234.567,"dm":1.23456781234E7,"fu":0.1}
"2" {"id":2,"f":1.1754944E-38,"d":2.2250738585072014E-308,"fm":-0.001,"dm":-1.0,"fu":1.6777216E7}
"3" {"id":3,"f":-3.4028235E38,"d":1.7976931348623157E308,"fm":0.0,"dm":0.0,"fu":3.4028235E38}
"4" {"id":4,"f":-0.0,"d":-0.0,"fm":0.0,"dm":0.0,"fu":0.0}
"5" {"id":5,"f":1.4E-45,"d":4.9E-324,"fm":9999.999,"dm":9.99999999999E7,"fu":1.0E10}
"6" {"id":6,"f":null,"d":null,"fm":null,"dm":null,"fu":null}
"7" {"id":7,"f":100.0,"d":1.0E22,"fm":0.1,"dm":0.1,"fu":1.0E-5}
"8" {"id":8,"f":8388609.0,"d":9.007199254740992E15,"fm":1.0,"dm":123456.7,"fu":1.1}
"9" {"id":9,"f":2.2E-44,"d":2.0E23,"fm":1.0,"dm":2.2,"fu":3.3554432E7}
"10" {"id":10,"f":0.001,"d":8.41E21,"fm":10.0,"dm":1.0E7,"fu":9999999.0}
-- when
update floats set f = 0.3, d = 0.1 + 0.2e0 where id = 6;
delete from floats where id = 5;
-- then changes
update "6" {"id":6,"f":0.3,"d":0.30000000000000004,"fm":null,"dm":null,"fu":null}
delete "5" {"id":5,"f":1.4E-45,"d":4.9E-324,"fm":9999.999,"dm":9.99999999999E7,"fu":1.0E10}
