-- CHAR loses the spaces at its end, as for every reader (PAD_CHAR_TO_FULL_LENGTH of the server does not reach us); VARCHAR and TEXT
-- keep them. Control characters are escaped, everything else is UTF-8.
-- given
create table text (id int primary key, c char(10), v varchar(20), tiny tinytext, t text, m mediumtext, l longtext, n nchar(4), nv national varchar(4)) character set utf8mb4;
insert into text values
    (1, 'grüße 😀  ', 'trail  ', 'tiny ', 'text', 'medium', 'long', 'né', 'ñ€'),
    (2, '', '', '', '', '', '', '', ''),
    (3, ' lead', ' ', 'a\0b', '"quoted" \\ /', concat('\b\t\n\r', x'0C'), _utf8mb4 x'017F', 'a  ', 'b  '),
    (4, null, null, null, null, null, null, null, null);
insert into text values (5, repeat('é', 10), repeat('😀', 20), repeat('é', 127), repeat('z', 300), repeat('y', 300), repeat('x', 300), 'zzzz', 'yyyy');
-- then rows
"1" {"id":1,"c":"grüße 😀","v":"trail  ","tiny":"tiny ","t":"text","m":"medium","l":"long","n":"né","nv":"ñ€"}
"2" {"id":2,"c":"","v":"","tiny":"","t":"","m":"","l":"","n":"","nv":""}
"3" {"id":3,"c":" lead","v":" ","tiny":"a\u0000b","t":"\"quoted\" \\ /","m":"\b\t\n\r\f","l":"\u0001","n":"a","nv":"b  "}
"4" {"id":4,"c":null,"v":null,"tiny":null,"t":null,"m":null,"l":null,"n":null,"nv":null}
"5" {"id":5,"c":"éééééééééé","v":"😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀","tiny":"ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé","t":"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz","m":"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy","l":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx","n":"zzzz","nv":"yyyy"}
-- when
update text set c = 'x   ', v = 'x   ', t = concat(t, ' ') where id = 1;
delete from text where id = 3;
-- then changes
update "1" {"id":1,"c":"x","v":"x   ","tiny":"tiny ","t":"text ","m":"medium","l":"long","n":"né","nv":"ñ€"}
delete "3" {"id":3,"c":" lead","v":" ","tiny":"a\u0000b","t":"\"quoted\" \\ /","m":"\b\t\n\r\f","l":"\u0001","n":"a","nv":"b  "}
