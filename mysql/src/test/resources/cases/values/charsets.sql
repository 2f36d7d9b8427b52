-- Text of every character set arrives as UTF-8. MySQL's latin1 is cp1252, with five control characters where that has holes.
-- given
create table charsets (id int primary key, latin1 varchar(20) character set latin1, gbk char(10) character set gbk,
    big5 varchar(10) character set big5, sjis text character set sjis, cp932 varchar(10) character set cp932, utf16 varchar(20) character set utf16,
    utf16le char(5) character set utf16le, utf32 varchar(20) character set utf32, ucs2 varchar(10) character set ucs2,
    utf8mb3 varchar(20) character set utf8mb3, ascii longtext character set ascii, ujis varchar(10) character set ujis,
    euckr varchar(10) character set euckr, gb18030 varchar(10) character set gb18030, koi8r varchar(10) character set koi8r,
    cp1250 tinytext character set cp1250, greek varchar(10) character set greek, tis620 varchar(10) character set tis620);
insert into charsets values
    (1, '€ùÿ–', '汉字', '中文字', '日本ｱ表', '髙日本①', 'a😀', '😀x', 'x😀', 'ñ€', 'ñ€', '~', '日本', '한국어', '中😀', 'Привет', 'Žluť', 'αβγ', 'ไทย'),
    (2, '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', ''),
    (3, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null),
    (4, x'818d8f909d', '縗', ' x ', '\\', '\\', ' ', 'a ', 'ü', 'ü', 'ü', '\\', 'ﾃ', ' ', '€', ' ', ' ', ' ', ' ');
-- then rows
"1" {"id":1,"latin1":"€ùÿ–","gbk":"汉字","big5":"中文字","sjis":"日本ｱ表","cp932":"髙日本①","utf16":"a😀","utf16le":"😀x","utf32":"x😀","ucs2":"ñ€","utf8mb3":"ñ€","ascii":"~","ujis":"日本","euckr":"한국어","gb18030":"中😀","koi8r":"Привет","cp1250":"Žluť","greek":"αβγ","tis620":"ไทย"}
"2" {"id":2,"latin1":"","gbk":"","big5":"","sjis":"","cp932":"","utf16":"","utf16le":"","utf32":"","ucs2":"","utf8mb3":"","ascii":"","ujis":"","euckr":"","gb18030":"","koi8r":"","cp1250":"","greek":"","tis620":""}
"3" {"id":3,"latin1":null,"gbk":null,"big5":null,"sjis":null,"cp932":null,"utf16":null,"utf16le":null,"utf32":null,"ucs2":null,"utf8mb3":null,"ascii":null,"ujis":null,"euckr":null,"gb18030":null,"koi8r":null,"cp1250":null,"greek":null,"tis620":null}
"4" {"id":4,"latin1":"","gbk":"縗","big5":" x ","sjis":"\\","cp932":"\\","utf16":" ","utf16le":"a","utf32":"ü","ucs2":"ü","utf8mb3":"ü","ascii":"\\","ujis":"ﾃ","euckr":" ","gb18030":"€","koi8r":" ","cp1250":" ","greek":" ","tis620":" "}
-- when
update charsets set utf16 = '日', big5 = '字' where id = 3;
delete from charsets where id = 4;
-- then changes
update "3" {"id":3,"latin1":null,"gbk":null,"big5":"字","sjis":null,"cp932":null,"utf16":"日","utf16le":null,"utf32":null,"ucs2":null,"utf8mb3":null,"ascii":null,"ujis":null,"euckr":null,"gb18030":null,"koi8r":null,"cp1250":null,"greek":null,"tis620":null}
delete "4" {"id":4,"latin1":"","gbk":"縗","big5":" x ","sjis":"\\","cp932":"\\","utf16":" ","utf16le":"a","utf32":"ü","ucs2":"ü","utf8mb3":"ü","ascii":"\\","ujis":"ﾃ","euckr":" ","gb18030":"€","koi8r":" ","cp1250":" ","greek":" ","tis620":" "}
