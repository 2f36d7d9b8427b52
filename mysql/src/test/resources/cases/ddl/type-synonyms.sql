-- Types have many names.
-- given
create table t (id serial primary key);
-- when
insert into t values (1);
alter table t add a bool, add b boolean, add c fixed(5,2), add d dec(4,1), add e numeric(3), add f int4, add g int8,
  add h middleint, add i float8, add j national varchar(5), add k nchar(3), add l character varying(4), add m long varchar,
  add n double precision, add o char(3) byte, add p varchar(4) ascii, add q bit, add r year;
insert into t values (2, true, false, 1.5, 2.5, 3, 4, 5, 6, 7.5, 'j', 'k', 'l', 'm', 8.5, 'o', 'p', b'1', 2024);
-- then
create-table t (id*)
insert t {"id":1}
change-columns t (id*, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r)
insert t {"id":2,"a":1,"b":0,"c":1.5,"d":2.5,"e":3,"f":4,"g":5,"h":6,"i":7.5,"j":"j","k":"k","l":"l","m":"m","n":8.5,"o":"0x6F0000","p":"p","q":true,"r":2024}
