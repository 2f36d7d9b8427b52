/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.testing.MySqlServer;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Small tables with the same columns, which are read with one statement: nothing of their values may change by that. On every kind
 * of server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JointReadContract {
    private static final String MESSAGES = "{\"KafkaSettings\": {\"Topic\": \"changes\", \"MessageFormat\":"
            + " \"json-unformatted\", \"IncludeNullAndEmpty\": true}}";

    /** Their columns would not stay what they are in one result with others. */
    private static final Set<String> ONE_BY_ONE = Set.of(
            "bits",
            "charsets",
            "floats",
            "geometry",
            "json",
            "json-empty",
            "json-partial",
            "json-scalars",
            "labels",
            "wide");

    private MySqlServer server;

    /** Starts the server that the contract is about, or gives the test up. */
    abstract MySqlServer start();

    /** Whether the server understands the case. */
    abstract boolean knows(ValueCase valueCase);

    @BeforeAll
    void startServer() {
        server = start();
    }

    @AfterAll
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void clean() {
        server.execute(
                "drop database if exists app",
                "drop database if exists marks",
                "create database app character set utf8mb4",
                "create database marks character set utf8mb4");
    }

    @TestFactory
    Stream<DynamicTest> valuesOfEveryTypeComeUnchanged() {
        return ValueCase.all("cases/values").stream()
                .filter(this::knows)
                .map(each -> dynamicTest(each.name(), () -> {
                    clean();
                    loadsTwins(each);
                }));
    }

    /** The tables of the case once in {@code app} and once in {@code marks}. */
    private void loadsTwins(ValueCase each) throws InterruptedException {
        // Given
        for (String schema : List.of("app", "marks")) {
            List<String> statements = new ArrayList<>(List.of(
                    "set names utf8mb4",
                    "set time_zone = '+00:00', sql_mode = 'STRICT_TRANS_TABLES'",
                    "use " + schema));
            each.given().forEach(statement -> statements.add(statement.replace("app.", schema + ".")));
            server.execute(statements.toArray(String[]::new));
        }
        server.execute("set global time_zone = '-07:00', sql_mode = 'PAD_CHAR_TO_FULL_LENGTH,ANSI_QUOTES'");
        int prepared = prepared();
        // When
        RecordingSink sink = load();
        // Then
        if (!ONE_BY_ONE.contains(each.name())) {
            assertThat(prepared() - prepared)
                    .as("statements")
                    .isLessThan(2 * each.tables().size());
        }
        for (String table : each.tables()) {
            List<String> rows = data(sink, "app", table);
            assertThat(rows)
                    .as(table)
                    .containsExactlyInAnyOrderElementsOf(each.rows().getOrDefault(table, List.of()).stream()
                            .map(row -> row.substring(row.indexOf(" {") + 1))
                            .toList());
            assertThat(data(sink, "marks", table)).as("twin of " + table).containsExactlyInAnyOrderElementsOf(rows);
        }
    }

    @Test
    void oneStatementReadsManyTables() throws InterruptedException {
        // Given
        int tables = 40;
        createTables(tables, "id int primary key, name varchar(20)", "(1, 'first'), (2, NULL)");
        int prepared = prepared();
        // When
        RecordingSink sink = load();
        // Then
        assertThat(IntStream.range(0, tables).mapToObj(i -> data(sink, "app", "t" + i)))
                .allSatisfy(rows -> assertThat(rows)
                        .containsExactlyInAnyOrder("{\"id\":1,\"name\":\"first\"}", "{\"id\":2,\"name\":null}"));
        assertThat(prepared() - prepared).isLessThan(tables / 4);
    }

    @Test
    void aTableThatIsLockedKeepsNobodyFromAlteringTheOthers() throws Exception {
        // Given
        createTables(3, "id int primary key, name varchar(20)", "(1, 'first')");
        RecordingSink sink = new RecordingSink();
        try (Connection locking = server.connect();
                Statement lock = locking.createStatement()) {
            lock.execute("lock tables app.t1 write");
            try (RunningSource source =
                    new RunningSource(server, sink, MigrationType.FULL_LOAD, 50_000, "", MESSAGES)) {
                await().atMost(Duration.ofSeconds(60)).until(() -> waitsFor("app.t1"));
                // When
                server.execute("set session lock_wait_timeout = 60; alter table app.t0 add extra int");
                lock.execute("unlock tables");
                // Then
                await().atMost(Duration.ofSeconds(90)).until(() -> source.ended() || loaded(sink));
                assertThat(source.failure()).isNull();
            }
        }
        assertThat(data(sink, "app", "t0")).containsExactly("{\"id\":1,\"name\":\"first\",\"extra\":null}");
        assertThat(data(sink, "app", "t1")).containsExactly("{\"id\":1,\"name\":\"first\"}");
    }

    /** Whether a session waits for the lock of the table. */
    private boolean waitsFor(String table) {
        return !server.query(
                        "select id from information_schema.processlist where state like 'Waiting for table metadata lock'"
                                + " and info like '%" + table.replace(".", "`.`") + "%'")
                .isEmpty();
    }

    @Test
    void tablesOfDifferentCollationsComeWhole() throws InterruptedException {
        // Given
        server.execute(
                "create table app.a (id int primary key, name varchar(20) charset latin1 collate latin1_bin)",
                "create table app.b (id int primary key, name varchar(20) charset latin1 collate latin1_swedish_ci)",
                "create table app.c (id int primary key, name varchar(20) collate utf8mb4_bin)",
                "create table app.d (id int primary key, name varchar(20) collate utf8mb4_swedish_ci)",
                "set names utf8mb4; insert into app.a values (1, 'å')",
                "set names utf8mb4; insert into app.b values (2, 'ä')",
                "set names utf8mb4; insert into app.c values (3, 'å')",
                "set names utf8mb4; insert into app.d values (4, 'ä')");
        // When
        RecordingSink sink = load();
        // Then
        assertThat(data(sink, "app", "a")).containsExactly("{\"id\":1,\"name\":\"å\"}");
        assertThat(data(sink, "app", "b")).containsExactly("{\"id\":2,\"name\":\"ä\"}");
        assertThat(data(sink, "app", "c")).containsExactly("{\"id\":3,\"name\":\"å\"}");
        assertThat(data(sink, "app", "d")).containsExactly("{\"id\":4,\"name\":\"ä\"}");
    }

    @Test
    void doublesOfDifferentDeclarationsComeAsTheyAre() throws InterruptedException {
        // Given
        server.execute(
                "create table app.a (id int primary key, d double)",
                "create table app.b (id int primary key, d double(12,4))",
                "create table app.c (id int primary key, d double(10,1))",
                "insert into app.a values (1, 0.123456789012345)",
                "insert into app.b values (2, 0.1234)",
                "insert into app.c values (3, 0.1)");
        // When
        RecordingSink sink = load();
        // Then
        assertThat(data(sink, "app", "a")).containsExactly("{\"id\":1,\"d\":0.123456789012345}");
        assertThat(data(sink, "app", "b")).containsExactly("{\"id\":2,\"d\":0.1234}");
        assertThat(data(sink, "app", "c")).containsExactly("{\"id\":3,\"d\":0.1}");
    }

    @Test
    void tablesMuchLargerThanTheServerSaysComeWhole() throws InterruptedException {
        // Given
        createTables(3, "id int primary key, name varchar(300)", "(1, repeat('x', 300))");
        server.execute("alter table app.t1 stats_persistent = 1, stats_auto_recalc = 0", "analyze table app.t1");
        int rows = 1;
        for (; rows < 30_000; rows *= 2) {
            server.execute("insert into app.t1 select id + " + rows + ", name from app.t1");
        }
        // When
        RecordingSink sink = load();
        // Then
        assertThat(data(sink, "app", "t0")).hasSize(1);
        assertThat(data(sink, "app", "t1")).doesNotHaveDuplicates().hasSize(rows);
        assertThat(data(sink, "app", "t2")).hasSize(1);
    }

    private void createTables(int count, String columns, String rows) {
        for (int i = 0; i < count; i++) {
            server.execute("create table app.t" + i + " (" + columns + "); insert into app.t" + i + " values " + rows);
        }
    }

    private RecordingSink load() throws InterruptedException {
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = new RunningSource(server, sink, MigrationType.FULL_LOAD, 50_000, "", MESSAGES)) {
            await().atMost(Duration.ofSeconds(90)).until(() -> source.ended() || loaded(sink));
            assertThat(source.failure()).isNull();
        }
        return sink;
    }

    private boolean loaded(RecordingSink sink) {
        JsonNode task = ObservedTable.registry(sink, "task/t1");
        return task != null && task.get("phase").asText().equals("stopped");
    }

    private int prepared() {
        return Integer.parseInt(server.query("SHOW GLOBAL STATUS LIKE 'Com_stmt_prepare'")
                .get(0)
                .get("Value"));
    }

    /** The {@code data} of the load records of a table. */
    private static List<String> data(RecordingSink sink, String schema, String table) {
        List<String> rows = new ArrayList<>();
        for (RecordingSink.Visible record : sink.records()) {
            if (!record.topic().equals("changes")) {
                continue;
            }
            Map<String, String> parts = RawRecord.members(record.value());
            Map<String, String> metadata = RawRecord.members(parts.get("metadata"));
            if (metadata.get("operation").equals("\"load\"")
                    && metadata.get("schema-name").equals(RawRecord.quoted(schema))
                    && metadata.get("table-name").equals(RawRecord.quoted(table))) {
                rows.add(parts.get("data"));
            }
        }
        return rows;
    }
}
