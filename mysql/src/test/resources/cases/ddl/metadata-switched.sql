-- The log names columns, then does not, then does again, with columns changing in between.
-- given
create table t (id int primary key, a int);
-- when
set global binlog_row_metadata = full;
insert into t values (1, 10);
set global binlog_row_metadata = minimal;
insert into t values (2, 20);
alter table t add b varchar(5) first;
insert into t values ('x', 3, 30);
set global binlog_row_metadata = full;
alter table t drop a;
insert into t values ('y', 4);
set global binlog_row_metadata = minimal;
alter table t add c enum('p','q');
insert into t values ('z', 5, 'q');
-- then
create-table t (id*, a)
insert t {"id":1,"a":10}
insert t {"id":2,"a":20}
add-column t (b, id*, a)
insert t {"b":"x","id":3,"a":30}
drop-column t (b, id*)
insert t {"b":"y","id":4}
add-column t (b, id*, c)
insert t {"b":"z","id":5,"c":"q"}
