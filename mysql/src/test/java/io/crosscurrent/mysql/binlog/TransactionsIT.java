/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.schema.Catalogue;
import io.crosscurrent.mysql.schema.MySqlTable;
import io.crosscurrent.testing.MySqlServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the reader makes of transactions of every shape. MySQL 8.0.33 with GTIDs. */
class TransactionsIT {
    private static final TableId T = new TableId("d", "t");
    private static MySqlServer server;

    @BeforeAll
    static void start() {
        server = MySqlServer.start(MySqlServer.Options.full()
                .with("gtid_mode", "ON")
                .with("binlog_row_metadata", "FULL")
                .with("max_allowed_packet", "268435456"));
    }

    @BeforeEach
    void empty() {
        server.execute(
                "DROP DATABASE IF EXISTS d",
                "SET GLOBAL binlog_row_metadata = FULL",
                "RESET MASTER",
                "CREATE DATABASE d",
                "CREATE TABLE d.t (i int primary key, v varchar(100))");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Journal read() {
        Journal journal = new Journal(map -> map.id().schema().equals("d") ? map.table() : null);
        LogFile.readAll(server, journal);
        journal.lines.removeIf(
                line -> line.startsWith("query CREATE") || line.startsWith("query SET") || line.contains("USER"));
        return journal;
    }

    @Test
    void rowsStandBetweenBeginAndCommit() {
        server.execute(
                "USE d",
                "BEGIN",
                "INSERT INTO t VALUES (1, 'one'), (2, 'two')",
                "UPDATE t SET v = 'three', i = i + 10 WHERE i = 2",
                "DELETE FROM t WHERE i = 1",
                "COMMIT",
                "REPLACE INTO t VALUES (12, 'replaced')",
                "INSERT INTO t VALUES (12, 'x') ON DUPLICATE KEY UPDATE v = 'dup'");

        assertThat(read().lines)
                .containsExactly(
                        "begin",
                        "insert t [1, one]",
                        "insert t [2, two]",
                        "update t [2, two] [12, three]",
                        "delete t [1, one]",
                        "commit",
                        "begin",
                        "update t [12, three] [12, replaced]",
                        "commit",
                        "begin",
                        "update t [12, replaced] [12, dup]",
                        "commit");
    }

    @Test
    void transactionsHaveGtidsAndCommitTimes() {
        long before = System.currentTimeMillis() * 1000;
        server.execute("INSERT INTO d.t VALUES (1, 'one')");

        GtidEvent last = read().gtids.get(read().gtids.size() - 1);
        String executed = server.query("SELECT @@gtid_executed AS g").get(0).get("g");
        assertThat(executed).startsWith(last.source().toString()).endsWith("-" + last.number());
        assertThat(last.anonymous()).isFalse();
        assertThat(last.originalCommitMicros()).isBetween(before, System.currentTimeMillis() * 1000 + 1000);
        assertThat(last.immediateCommitMicros()).isEqualTo(last.originalCommitMicros());
        assertThat(last.lengthBytes()).isPositive();
    }

    @Test
    void savepointsAreToldAndWhatIsRolledBackIsNotThere() {
        server.execute(
                "USE d",
                "BEGIN",
                "INSERT INTO t VALUES (1, 'one')",
                "SAVEPOINT `a b`",
                "INSERT INTO t VALUES (2, 'two')",
                "ROLLBACK TO `a b`",
                "INSERT INTO t VALUES (3, 'three')",
                "COMMIT",
                "BEGIN",
                "INSERT INTO t VALUES (4, 'four')",
                "ROLLBACK");

        assertThat(read().lines)
                .containsExactly("begin", "insert t [1, one]", "savepoint `a b`", "insert t [3, three]", "commit");
    }

    @Test
    void distributedTransactionsAreToldApartUntilTheyAreDecided() {
        server.execute(
                "USE d",
                "XA START 'committed'",
                "INSERT INTO t VALUES (1, 'one')",
                "XA END 'committed'",
                "XA PREPARE 'committed'",
                "XA COMMIT 'committed'",
                "XA START 'gone','branch',7",
                "INSERT INTO t VALUES (2, 'two')",
                "XA END 'gone','branch',7",
                "XA PREPARE 'gone','branch',7",
                "XA ROLLBACK 'gone','branch',7",
                "XA START 'once'",
                "INSERT INTO t VALUES (3, 'three')",
                "XA END 'once'",
                "XA COMMIT 'once' ONE PHASE");

        assertThat(read().lines)
                .containsExactly(
                        "xa begin X'636f6d6d6974746564',X'',1",
                        "insert t [1, one]",
                        "xa prepare X'636f6d6d6974746564',X'',1",
                        "xa commit X'636f6d6d6974746564',X'',1",
                        "xa begin X'676f6e65',X'6272616e6368',7",
                        "insert t [2, two]",
                        "xa prepare X'676f6e65',X'6272616e6368',7",
                        "xa rollback X'676f6e65',X'6272616e6368',7",
                        "xa begin X'6f6e6365',X'',1",
                        "insert t [3, three]",
                        "commit");
    }

    @Test
    void compressedTransactionsAreReadLikeOthers() {
        server.execute(
                "USE d",
                "SET binlog_transaction_compression = ON",
                "BEGIN",
                "INSERT INTO t VALUES (1, repeat('x', 100))",
                "UPDATE t SET v = 'y'",
                "COMMIT",
                "SET binlog_transaction_compression = OFF",
                "INSERT INTO t VALUES (2, 'plain')");

        Journal journal = read();
        assertThat(server.query("SHOW BINLOG EVENTS"))
                .extracting(row -> row.get("Event_type"))
                .contains("Transaction_payload");
        assertThat(journal.lines)
                .containsExactly(
                        "begin",
                        "insert t [1, " + "x".repeat(100) + "]",
                        "update t [1, " + "x".repeat(100) + "] [1, y]",
                        "commit",
                        "begin",
                        "insert t [2, plain]",
                        "commit");
    }

    @Test
    void largeCompressedTransactionsStream() {
        server.execute(
                "USE d",
                "CREATE TABLE n (a int primary key, b varchar(500))",
                "SET binlog_transaction_compression = ON, cte_max_recursion_depth = 1000000",
                "INSERT INTO n WITH RECURSIVE r AS (SELECT 1 i UNION ALL SELECT i + 1 FROM r WHERE i < 40000) SELECT i, repeat(sha2(i, 512), 3) FROM r");

        Counter counter = new Counter();
        LogFile.readAll(server, counter);
        assertThat(counter.rows).isEqualTo(40_000);
        assertThat(counter.sum).isEqualTo(40_000L * 40_001 / 2);
    }

    @Test
    void rowsBeyondAPacketOfSixteenMegabytesAreRead() {
        server.execute(
                "USE d",
                "CREATE TABLE big (i int primary key, b longblob)",
                "INSERT INTO big VALUES (7, repeat('0123456789abcdef', 1310720))");

        Counter counter = new Counter();
        LogFile.readAll(server, counter);
        assertThat(counter.sum).isEqualTo(7);
        assertThat(counter.bytes).isEqualTo(20L * 1024 * 1024);
    }

    @Test
    void statementsInStatementFormatAreTold() {
        server.execute(
                "USE d",
                "SET binlog_format = STATEMENT",
                "INSERT INTO t VALUES (1, 'one')",
                "SET binlog_format = ROW",
                "INSERT INTO t VALUES (2, 'two')");

        assertThat(read().lines)
                .containsExactly(
                        "begin",
                        "query INSERT INTO t VALUES (1, 'one')",
                        "commit",
                        "begin",
                        "insert t [2, two]",
                        "commit");
    }

    @Test
    void tablesCreatedFromQueriesHaveTheirRowsInTheirTransaction() {
        server.execute("USE d", "INSERT INTO t VALUES (1, 'one')", "CREATE TABLE u AS SELECT * FROM t");

        Journal journal = new Journal(map -> map.table());
        LogFile.readAll(server, journal);
        int begin = journal.lines.lastIndexOf("begin");
        assertThat(journal.lines.get(begin + 1))
                .startsWith("query CREATE TABLE `u`")
                .endsWith("START TRANSACTION");
        assertThat(journal.lines.subList(begin + 2, journal.lines.size()))
                .containsExactly("insert u [1, one]", "commit");
    }

    @Test
    void imagesWithoutAllColumnsAreRefusedWithARemedy() {
        server.execute(
                "USE d",
                "INSERT INTO t VALUES (1, 'one')",
                "CREATE TABLE other (i int)",
                "SET binlog_row_image = MINIMAL",
                "UPDATE t SET v = 'two'");

        assertThatThrownBy(this::read).isInstanceOfSatisfying(CrosscurrentException.class, e -> {
            assertThat(e.code()).isEqualTo("source.partial_row_image");
            assertThat(e.getMessage()).contains("d.t at mysql-bin.0").contains("column v");
            assertThat(e.remedy()).contains("binlog_row_image=FULL");
        });
        Counter counter = new Counter();
        counter.wanted = 0;
        LogFile.readAll(server, counter);
        assertThat(counter.rows).as("columns nobody wants may be absent").isEqualTo(2);
    }

    @Test
    void generatedAndInvisibleColumnsStandInTheImages() {
        server.execute(
                "USE d",
                "CREATE TABLE g (a int primary key, v int as (a * 2) virtual, h int default 9 invisible, s varchar(20) as (concat('s', a)) stored, j json,"
                        + " index fx ((a + v)), index mv ((cast(j as unsigned array))))",
                "INSERT INTO g (a, j) VALUES (1, '[1, 2]')",
                "UPDATE g SET a = 3",
                "SET sql_generate_invisible_primary_key = ON",
                "CREATE TABLE k (c int)",
                "INSERT INTO k VALUES (5)");

        assertThat(read().lines)
                .contains(
                        "insert g [1, 2, 9, s1, [1, 2]]",
                        "update g [1, 2, 9, s1, [1, 2]] [3, 6, 9, s3, [1, 2]]",
                        "insert k [1, 5]");
        Map<TableId, MySqlTable> catalogue =
                new Catalogue(server::query).read(List.of(new TableId("d", "g"), new TableId("d", "k")));
        Journal again = new Journal(map -> catalogue.get(map.id()));
        LogFile.readAll(server, again);
        assertThat(again.lines).contains("insert g [1, 2, 9, s1, [1, 2]]", "insert k [1, 5]");
    }

    @Test
    void logFilesWithOtherChecksumsFollowOneAnother() {
        server.execute("INSERT INTO d.t VALUES (1, 'crc')");
        server.execute("SET GLOBAL binlog_checksum = NONE");
        server.execute("INSERT INTO d.t VALUES (2, 'none')");
        server.execute("SET GLOBAL binlog_checksum = CRC32", "FLUSH BINARY LOGS");
        server.execute("INSERT INTO d.t VALUES (3, 'crc')");

        assertThat(read().lines).contains("insert t [1, crc]", "insert t [2, none]", "insert t [3, crc]");
    }

    @Test
    void interleavedTablesAndNamesThatComeAgainAreKeptApart() {
        server.execute(
                "USE d",
                "CREATE TABLE a (x int)",
                "CREATE TABLE b (y varchar(5), z int)",
                "INSERT INTO t VALUES (1, 'one')",
                "INSERT INTO a VALUES (1)",
                "INSERT INTO b VALUES ('q', 2)",
                "CREATE TRIGGER tr AFTER UPDATE ON t FOR EACH ROW BEGIN INSERT INTO a VALUES (new.i); UPDATE b SET z = new.i; END",
                "UPDATE t SET i = i + 1",
                "DROP TABLE a",
                "CREATE TABLE a (x varchar(3), w int)",
                "INSERT INTO a VALUES ('new', 5)",
                "ALTER TABLE a ADD COLUMN f int FIRST",
                "INSERT INTO a VALUES (0, 'alt', 6)",
                "RENAME TABLE a TO c, b TO a, c TO b",
                "INSERT INTO a VALUES ('r', 7)",
                "INSERT INTO b VALUES (1, 's', 8)");

        List<String> rows = new ArrayList<>(read().lines);
        rows.removeIf(line -> !line.startsWith("insert") && !line.startsWith("update"));
        assertThat(rows)
                .containsExactly(
                        "insert t [1, one]",
                        "insert a [1]",
                        "insert b [q, 2]",
                        "update t [1, one] [2, one]",
                        "insert a [2]",
                        "insert a [new, 5]",
                        "insert a [0, alt, 6]",
                        "insert a [r, 7]",
                        "insert b [1, s, 8]");
    }

    @Test
    void metadataMayBeSwitchedInTheMiddle() {
        server.execute("INSERT INTO d.t VALUES (1, 'full')");
        server.execute("SET GLOBAL binlog_row_metadata = MINIMAL");
        server.execute("INSERT INTO d.t VALUES (2, 'minimal')");
        server.execute("SET GLOBAL binlog_row_metadata = FULL");
        server.execute("INSERT INTO d.t VALUES (3, 'full')");

        Map<TableId, MySqlTable> catalogue = new HashMap<>(new Catalogue(server::query).read(List.of(T)));
        List<Boolean> kinds = new ArrayList<>();
        Journal journal = new Journal(map -> {
            if (map.id().equals(T)) {
                kinds.add(map.selfContained());
            }
            return map.selfContained() ? map.table() : catalogue.get(map.id());
        });
        LogFile.readAll(server, journal);
        assertThat(kinds).containsExactly(true, false, true);
        assertThat(journal.inserted.get(T)).hasSize(3);
    }

    @Test
    void aTableThatIsKnownOtherwiseIsRefused() {
        server.execute("INSERT INTO d.t VALUES (1, 'one')");
        MySqlTable known = new Catalogue(server::query).read(List.of(T)).get(T);
        MySqlTable wrong = MySqlTable.of(T, known.columns().subList(0, 1), List.of(0), "");

        assertThatThrownBy(() ->
                        LogFile.readAll(server, new Journal(map -> map.id().equals(T) ? wrong : null)))
                .isInstanceOfSatisfying(CrosscurrentException.class, e -> {
                    assertThat(e.code()).isEqualTo("source.schema_mismatch");
                    assertThat(e.getMessage()).contains("its rows have 2 columns, known are 1");
                });
    }
}
