/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.schema.Catalogue;
import io.crosscurrent.mysql.schema.Dialect;
import io.crosscurrent.mysql.schema.MySqlTable;
import io.crosscurrent.mysql.schema.MySqlTableCodec;
import io.crosscurrent.mysql.schema.SchemaHistory;
import io.crosscurrent.testing.MySqlServer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** After every statement the history made from the log is what the server's catalogue says. MySQL 8.0.33. */
class SchemaHistoryIT {
    private static MySqlServer server;

    @BeforeAll
    static void start() {
        server = MySqlServer.start(MySqlServer.Options.full());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void followed(String database, String... statements) {
        Catalogue catalogue = new Catalogue(server::query);
        SchemaHistory history = new SchemaHistory(false, Dialect.MYSQL);
        server.execute("SET sql_mode = ''; DROP DATABASE IF EXISTS " + database);
        int seen = queries().size();
        SoftAssertions all = new SoftAssertions();
        for (String statement : statements) {
            server.execute(
                    "SET NAMES utf8mb4",
                    "SET sql_mode = ''; " + (statement.contains("DATABASE") ? "" : "USE " + database),
                    statement);
            List<QueryEvent> queries = queries();
            for (QueryEvent query : queries.subList(seen, queries.size())) {
                history.apply(query.text(), query.database(), query.sqlMode()).stream()
                        .filter(SchemaHistory.Effect.Lost.class::isInstance)
                        .forEach(lost -> all.fail(statement + " => " + lost));
            }
            seen = queries.size();
            Map<TableId, MySqlTable> truth = new TreeMap<>(catalogue.read(catalogue.tables().stream()
                    .filter(id -> id.schema().equals(database))
                    .toList()));
            Map<TableId, MySqlTable> known = new TreeMap<>();
            history.tables().forEach(table -> known.put(table.id(), table));
            all.assertThat(known.keySet()).as(statement).isEqualTo(truth.keySet());
            truth.forEach((id, table) -> {
                if (known.containsKey(id)) {
                    all.assertThat(known.get(id).columns()).as(statement).hasSameSizeAs(table.columns());
                    for (int i = 0;
                            i
                                    < Math.min(
                                            known.get(id).columns().size(),
                                            table.columns().size());
                            i++) {
                        all.assertThat(known.get(id).columns().get(i))
                                .as(statement)
                                .isEqualTo(table.columns().get(i));
                    }
                    all.assertThat(known.get(id).table().primaryKey())
                            .as(statement)
                            .isEqualTo(table.table().primaryKey());
                    all.assertThat(known.get(id).table().collation())
                            .as(statement)
                            .isEqualTo(table.table().collation());
                    all.assertThat(MySqlTableCodec.read(MySqlTableCodec.write(table)))
                            .isEqualTo(table);
                }
            });
            truth.values().forEach(history::put);
        }
        all.assertAll();
        assertThat(history.tables()).isNotEmpty();
    }

    private static List<QueryEvent> queries() {
        Journal journal = new Journal(map -> null);
        LogFile.readAll(server, journal);
        return journal.queries;
    }

    @Test
    void everyTypeInEverySpelling() {
        followed(
                "spellings",
                "CREATE DATABASE spellings DEFAULT CHARACTER SET latin1",
                "create table a (i int(11) unsigned zerofill not null, b bool, c boolean default true, d int1, e int2, f int3, g int4, h int8,"
                        + " j middleint, k integer, l dec, m numeric(7), n fixed(8,3), o double precision, p real, q float(24), r float(25), s float(7,3), t float4, u float8,"
                        + " v bit, w bit(64), x year(4), y year, z serial, primary key (i))",
                "create table b (a char, b char(3), c character(4), d char varying(5), e character varying(6), f varchar(7), g nchar(8), h nchar varchar(9), j nchar varying(3),"
                        + " k national char(10), l national varchar(11), m national character varying(12), n nvarchar(13), o long, p long varchar, q long varbinary,"
                        + " r char(4) byte, s char(5) ascii, t char(6) unicode, u binary, v binary(4), w varbinary(300), x varchar(20) character set binary, y text charset binary)",
                "create table c (a tinytext, b text, c text(10), d text(300), e text(70000), f mediumtext, g longtext, h text(64) character set utf8mb4, j tinytext collate utf8mb4_bin,"
                        + " k text character set ucs2, l tinyblob, m blob, n blob(10), o blob(300), p blob(70000), q mediumblob, r longblob, s mediumtext character set utf32,"
                        + " t text(255) charset latin1, u text(256))",
                "create table d (a date, b time, c time(3), d datetime, e datetime(6) default current_timestamp(6) on update current_timestamp(6), f timestamp null,"
                        + " g timestamp(2) not null default current_timestamp(2), h json, j geometry, k point not null srid 4326, l linestring, m polygon, n multipoint,"
                        + " o multilinestring, p multipolygon, q geometrycollection, r geomcollection)",
                "create table e (a enum('x','y''z','comma,ed','end  ','back\\\\slash','new\\nline', \"dq\") not null default 'x', b set('1','2','3') character set utf8mb3 collate utf8mb3_bin,"
                        + " c enum('ü','日') collate utf8mb4_0900_as_cs, d set('long') charset binary, e enum('x') binary)",
                "create table f (id int primary key comment 'a, b) ( ''it''', a int default -5, b varchar(10) default 'x,y)' , c decimal(5,2) default -1.50,"
                        + " d varchar(20) default (concat('a', ',', ')')), e int generated always as (a + 1) virtual, f int as (a * 2) stored not null, g int invisible,"
                        + " h bit(3) default b'101', j varchar(5) default x'4142', k int check (k > 0), l int references a(i) on delete set null, m varchar(9) default _utf8mb4'abc',"
                        + " n timestamp default now() on update now(), o datetime default '2001-01-01 00:00:00', p int unique key, constraint chk check (a < 10 and b <> ')'),"
                        + " key k1 (a, b(3) desc), unique index k2 (b), fulltext key ft (b), index fx ((a + 1))) engine=InnoDB auto_increment=5 comment='x charset=utf8mb4' default charset=utf8mb4 collate=utf8mb4_bin",
                "create table g (a varchar(10), b varchar(10) charset ascii, c int, primary key using btree (c, a(5) desc)) charset utf8 partition by hash (c) partitions 4",
                "create table h (`we``ird` int, `ta.ble` varchar(3), `sp ace` int, `😀` int, `select` int, `%` int, key (`select`))",
                "create table `h.h %s` (a int) collate = 'utf8mb4_unicode_ci'",
                "create table if not exists a (other int)",
                "create table j like f",
                "create table k (like b)",
                "create table l select 1 as one, 'x' as two, cast(1.5 as decimal(4,2)) as three",
                "create table m (z int primary key) select id as z, a, b from f",
                "create temporary table n (a int)",
                "create /* comment ) */ table -- line\n o # hash\n (a int /*!40100 unsigned */ /*!99999 nonsense */, b /* x */ char(2))",
                "create table p (a varchar(70000))",
                "create table q (my text, constraint primary key (my(10)))",
                "create table r (a int, constraint pk_name primary key pk_index (a) comment 'x')");
    }

    @Test
    void everyAlteration() {
        followed(
                "alterations",
                "CREATE DATABASE alterations CHARACTER SET utf8mb4",
                "create table t (id int primary key, a varchar(10), b int, c text, d enum('x','y'))",
                "alter table t add column e int",
                "alter table t add f int first, add column g varchar(20) character set latin1 after a",
                "alter table t add (h int, i varchar(3), index (h))",
                "alter table t drop column b, add b bigint unsigned",
                "alter table t drop e, drop column f, drop index h",
                "alter table t modify a varchar(30) not null after id",
                "alter table t modify column h int first",
                "alter table t change b bb decimal(10,2) default 0.00",
                "alter table t change column bb b int unsigned after h, rename column g to gg",
                "alter table t rename column h to i2, rename column i to h",
                "alter table t modify d enum('x','y','z')",
                "alter table t alter column a set default 'x', alter h drop default, alter column gg set invisible, alter b set visible",
                "alter table t comment = 'add column zz int', engine = InnoDB, algorithm = copy",
                "alter table t add column q varchar(5), algorithm=instant",
                "alter table t drop column q, algorithm=instant",
                "alter table t drop primary key, add primary key (id, b)",
                "alter table t drop primary key",
                "alter table t add constraint primary key (a(5), id)",
                "alter table t drop primary key, modify id int not null auto_increment primary key",
                "alter table t change id id2 bigint auto_increment",
                "alter table t default charset latin1",
                "alter table t add k varchar(10), add l text collate utf8mb4_bin",
                "alter table t convert to character set latin1",
                "alter table t convert to character set utf8mb4 collate utf8mb4_unicode_ci",
                "alter table t character set = utf8mb3, add m varchar(9)",
                "alter table t add n varchar(9), collate utf8mb4_bin",
                "alter table t add column o int as (h + 1) virtual, add p json, add r geometry",
                "alter table t order by id2",
                "alter table t rename to t2",
                "alter table t2 rename as t3, add s int",
                "alter table t3 rename alterations.t",
                "rename table t to tmp, tmp to t4",
                "create table u like t4",
                "rename table t4 to swap, u to t4, swap to u",
                "rename tables u to t",
                "create table part (a int primary key, b int) partition by range (a) (partition p0 values less than (10), partition p1 values less than maxvalue)",
                "alter table part add column c int, drop column b",
                "alter table part truncate partition p0",
                "alter table part drop partition p0",
                "alter table part reorganize partition p1 into (partition p2 values less than (5), partition p3 values less than maxvalue)",
                "alter table part remove partitioning",
                "truncate table t",
                "truncate t",
                "create index ix on t (b)",
                "drop index ix on t",
                "alter table t add h2 int",
                "create view v as select * from t",
                "create trigger trg before insert on t for each row set new.b = 1",
                "create procedure pr() begin select 1; alter table t drop column b2; end",
                "alter table t add fulltext index fti (c), add unique (b), add constraint fk foreign key (h2) references part(a), add constraint ck check (b > 0)",
                "alter table t drop foreign key fk, drop check ck",
                "analyze table t",
                "optimize table t",
                "drop view v",
                "alter table t disable keys, force, lock = shared",
                "alter table t add column (u1 int, u2 int), add `after` int after `u1`, add first_ int first",
                "alter table t modify u1 varchar(10) default 'first', modify u2 int comment 'after x'",
                "alter table t change u1 u2 int, change u2 u1 varchar(3)",
                "alter table t rename column u1 to v2, rename column u2 to u1, change b b2 int after u1",
                "alter table t drop u1, add u1 varchar(3) after id2, drop v2",
                "alter table `alterations` . `t` add column `x y` int default 5 -- comment\n , /* more */ drop column first_",
                "drop table if exists nothing, t4",
                "alter database alterations character set latin1",
                "create table after_default (a varchar(3), b text)",
                "alter table after_default convert to charset utf8mb4",
                "alter table after_default convert to charset default",
                "SET sql_mode = 'ANSI_QUOTES'; create table \"quo\"\"ted\" (\"a b\" int default 1, c varchar(10) default 'x')",
                "SET sql_mode = 'NO_BACKSLASH_ESCAPES'; create table nbe (a enum('\\','b') default '\\', c int)",
                "SET sql_mode = 'REAL_AS_FLOAT'; create table raf (a real)",
                "SET sql_generate_invisible_primary_key = ON; create table gipk (a int)",
                "SET sql_mode = 'STRICT_TRANS_TABLES'; create table ts (a timestamp not null default '2000-01-01 00:00:00', b tinyint(1) default 1)");
    }

    @Test
    void textGrowsWhenItsTableIsConverted() {
        followed(
                "conversions",
                "CREATE DATABASE conversions CHARACTER SET latin1",
                "create table t (a tinytext, b text, c mediumtext, d longtext, e varchar(20000), f char(10), h varbinary(10), i text charset utf8mb3, j tinytext charset ucs2)",
                "alter table t convert to character set utf8mb3",
                "alter table t convert to character set utf8mb4",
                "alter table t convert to character set utf16",
                "alter table t convert to character set latin1");
    }
}
