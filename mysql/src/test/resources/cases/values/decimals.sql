-- A DECIMAL keeps the scale of its column and all of its 65 digits; minus zero is zero.
-- given
set sql_mode = '';
create table decimals (id int primary key, price decimal(10,2), widest decimal(65,30), whole decimal(65,0), fraction decimal(30,30),
    fives decimal(5,5), padded decimal(8,2) zerofill, plain decimal, positive decimal(20,3) unsigned);
insert into decimals values
    (1, -81, -12345678901234567890123456789012345.123456789012345678901234567890, 99999999999999999999999999999999999999999999999999999999999999999,
        0.000000000000000000000000000001, 0.12345, 12.5, 10, 12345678901234567.999),
    (2, 0, 0, 0, 0, 0, 0, 0, 0),
    (3, -0.00, -0.000000000000000000000000000001, -1, -0.999999999999999999999999999999, -0.00001, 999999.99, -9999999999, 0.001),
    (4, null, null, null, null, null, null, null, null),
    (5, 99999999.99, 99999999999999999999999999999999999.999999999999999999999999999999, 1000000000, 0.1, 0.9, 0.5, 1000000000, 1000000000);
-- then rows
"1" {"id":1,"price":-81.00,"widest":-12345678901234567890123456789012345.123456789012345678901234567890,"whole":99999999999999999999999999999999999999999999999999999999999999999,"fraction":0.000000000000000000000000000001,"fives":0.12345,"padded":12.50,"plain":10,"positive":12345678901234567.999}
"2" {"id":2,"price":0.00,"widest":0.000000000000000000000000000000,"whole":0,"fraction":0.000000000000000000000000000000,"fives":0.00000,"padded":0.00,"plain":0,"positive":0.000}
"3" {"id":3,"price":0.00,"widest":-0.000000000000000000000000000001,"whole":-1,"fraction":-0.999999999999999999999999999999,"fives":-0.00001,"padded":999999.99,"plain":-9999999999,"positive":0.001}
"4" {"id":4,"price":null,"widest":null,"whole":null,"fraction":null,"fives":null,"padded":null,"plain":null,"positive":null}
"5" {"id":5,"price":99999999.99,"widest":99999999999999999999999999999999999.999999999999999999999999999999,"whole":1000000000,"fraction":0.100000000000000000000000000000,"fives":0.90000,"padded":0.50,"plain":1000000000,"positive":1000000000.000}
-- when
update decimals set price = price + 0.5, fives = null where id = 2;
delete from decimals where id = 4;
-- then changes
update "2" {"id":2,"price":0.50,"widest":0.000000000000000000000000000000,"whole":0,"fraction":0.000000000000000000000000000000,"fives":null,"padded":0.00,"plain":0,"positive":0.000}
delete "4" {"id":4,"price":null,"widest":null,"whole":null,"fraction":null,"fives":null,"padded":null,"plain":null,"positive":null}
