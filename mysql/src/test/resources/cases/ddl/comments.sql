-- Comments and version comments stand anywhere in a statement.
-- given
create table t (id int primary key, a int);
-- when
alter /* add column x int */ table t -- drop column a
  add column /*!80000 b int, add column */ c /*!99999 nonsense */ varchar(5) # last
  /* not closed ' ` " */;
insert into t values (1, 2, 3, 'c');
/*!50100 alter table t drop column */ /* a */ /*! b */;
insert into t values (2, 20, 'd');
alter table t comment 'add column zz int', add column d int comment 'a, b) -- '' /* x';
insert into t values (3, 30, 'e', 4);
-- then
create-table t (id*, a)
change-columns t (id*, a, b, c)
insert t {"id":1,"a":2,"b":3,"c":"c"}
drop-column t (id*, a, c)
insert t {"id":2,"a":20,"c":"d"}
add-column t (id*, a, c, d)
insert t {"id":3,"a":30,"c":"e","d":4}
