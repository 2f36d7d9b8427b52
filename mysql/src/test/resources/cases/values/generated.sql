-- Generated columns, stored and virtual, are columns like others; so is a stored one as key, and what a functional index
-- hides is no column.
-- since 8.0.13
-- given
create table derived (id int primary key, price decimal(8,2), amount int, total decimal(12,2) as (price * amount) stored,
    label varchar(40) generated always as (concat('n', id, 0)) virtual, doc json, name varchar(20) as (doc->>'$.name'), after_all int default 5,
    index ((price + 1)), index (name));
insert into derived (id, price, amount, doc) values (1, 2.50, 4, '{"name": "Ada"}'), (2, null, 1, null);
create table derived_key (word varchar(10), code char(4) as (upper(left(word, 4))) stored primary key);
insert into derived_key (word) values ('hello'), ('ab');
-- then rows
-- in derived
"1" {"id":1,"price":2.50,"amount":4,"total":10.00,"label":"n10","doc":"{\"name\": \"Ada\"}","name":"Ada","after_all":5}
"2" {"id":2,"price":null,"amount":1,"total":null,"label":"n20","doc":null,"name":null,"after_all":5}
-- in derived_key
"HELL" {"word":"hello","code":"HELL"}
"AB" {"word":"ab","code":"AB"}
-- when
update derived set amount = 5, doc = json_set(doc, '$.name', 'Bob') where id = 1;
update derived_key set word = 'help' where word = 'hello';
delete from derived where id = 2;
-- then changes
-- in derived
update "1" {"id":1,"price":2.50,"amount":5,"total":12.50,"label":"n10","doc":"{\"name\": \"Bob\"}","name":"Bob","after_all":5}
delete "2" {"id":2,"price":null,"amount":1,"total":null,"label":"n20","doc":null,"name":null,"after_all":5}
-- in derived_key
delete "HELL" {"word":"hello","code":"HELL"}
insert "HELP" {"word":"help","code":"HELP"}
