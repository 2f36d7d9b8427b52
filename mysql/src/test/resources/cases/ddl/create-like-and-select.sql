-- New tables are made from others and from queries, whose rows come with them.
-- given
create table t (id int primary key, a varchar(5) character set latin1, b decimal(4,2), key (a));
insert into t values (1, 'ä', 1.25), (2, 'b', 2.5);
-- when
create table u like t;
insert into u values (3, 'ü', 3);
create table v as select id, a, b * 2 as c from t;
insert into v values (9, 'ö', 9);
create table w (z int, id int primary key) select id, 'x' as x, a from t;
insert into w values (5, 6, 'y', 'c');
create table if not exists t (other int);
insert into t values (7, 'c', 7);
-- then
create-table t (id*, a, b)
create-table u (id*, a, b)
insert u {"id":3,"a":"ü","b":3.0}
create-table v (id, a, c)
insert v {"id":1,"a":"ä","c":2.5}
insert v {"id":2,"a":"b","c":5.0}
insert v {"id":9,"a":"ö","c":9.0}
create-table w (z, id*, x, a)
insert w {"z":null,"id":2,"x":"x","a":"b"}
insert w {"z":null,"id":1,"x":"x","a":"ä"}
insert w {"z":5,"id":6,"x":"y","a":"c"}
insert t {"id":7,"a":"c","b":7.0}
