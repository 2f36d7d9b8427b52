-- BIT(1) is true or false, wider ones are bytes, most significant first.
-- given
create table bits (id int primary key, b1 bit(1), b2 bit(2), b8 bit(8), b9 bit(9), b63 bit(63), b64 bit(64), plain bit);
insert into bits values
    (1, b'1', b'10', b'11111111', b'101010101', 0x7FFFFFFFFFFFFFFF, 0xFFEEDDCCBBAA9988, 1),
    (2, b'0', 0, 0, 0, 0, 0, 0),
    (3, null, null, null, null, null, null, null),
    (4, 1, 3, 128, 256, 1, 0x8000000000000000, 0);
-- then rows
"1" {"id":1,"b1":true,"b2":"0x02","b8":"0xFF","b9":"0x0155","b63":"0x7FFFFFFFFFFFFFFF","b64":"0xFFEEDDCCBBAA9988","plain":true}
"2" {"id":2,"b1":false,"b2":"0x00","b8":"0x00","b9":"0x0000","b63":"0x0000000000000000","b64":"0x0000000000000000","plain":false}
"3" {"id":3,"b1":null,"b2":null,"b8":null,"b9":null,"b63":null,"b64":null,"plain":null}
"4" {"id":4,"b1":true,"b2":"0x03","b8":"0x80","b9":"0x0100","b63":"0x0000000000000001","b64":"0x8000000000000000","plain":false}
-- when
update bits set b64 = b64 - 1 where id = 4;
delete from bits where id = 3;
-- then changes
update "4" {"id":4,"b1":true,"b2":"0x03","b8":"0x80","b9":"0x0100","b63":"0x0000000000000001","b64":"0x7FFFFFFFFFFFFFFF","plain":false}
delete "3" {"id":3,"b1":null,"b2":null,"b8":null,"b9":null,"b63":null,"b64":null,"plain":null}
