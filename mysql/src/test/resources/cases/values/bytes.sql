-- Upper-case hexadecimal. The log leaves out the zero bytes at the end of BINARY(n): they belong to the value. Text columns of the
-- character set binary are bytes.
-- given
create table bytes (id int primary key, b binary(6), one binary(1), v varbinary(10), tiny tinyblob, bl blob, m mediumblob, l longblob,
    c char(3) character set binary, t text character set binary, w varchar(4) character set binary);
insert into bytes values
    (1, 0x010200, 0x00, 0x0102000000, 0x00, 0xFF00, 'm', 'l', 'a', 'b ', 0x00),
    (2, '', '', '', '', '', '', '', '', '', ''),
    (3, null, null, null, null, null, null, null, null, null, null),
    (4, 0x000000000000, 0x20, 0x20, 0x20, x'', 0xC3, 0x80, 0xFFFFFF, 0xFE, 0xDEADBEEF);
-- then rows
"1" {"id":1,"b":"0x010200000000","one":"0x00","v":"0x0102000000","tiny":"0x00","bl":"0xFF00","m":"0x6D","l":"0x6C","c":"0x610000","t":"0x6220","w":"0x00"}
"2" {"id":2,"b":"0x000000000000","one":"0x00","v":"0x","tiny":"0x","bl":"0x","m":"0x","l":"0x","c":"0x000000","t":"0x","w":"0x"}
"3" {"id":3,"b":null,"one":null,"v":null,"tiny":null,"bl":null,"m":null,"l":null,"c":null,"t":null,"w":null}
"4" {"id":4,"b":"0x000000000000","one":"0x20","v":"0x20","tiny":"0x20","bl":"0x","m":"0xC3","l":"0x80","c":"0xFFFFFF","t":"0xFE","w":"0xDEADBEEF"}
-- when
update bytes set b = 0xAA, bl = repeat(0x0A, 3) where id = 3;
delete from bytes where id = 1;
-- then changes
update "3" {"id":3,"b":"0xAA0000000000","one":null,"v":null,"tiny":null,"bl":"0x0A0A0A","m":null,"l":null,"c":null,"t":null,"w":null}
delete "1" {"id":1,"b":"0x010200000000","one":"0x00","v":"0x0102000000","tiny":"0x00","bl":"0xFF00","m":"0x6D","l":"0x6C","c":"0x610000","t":"0x6220","w":"0x00"}
