/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.testing.MySqlServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a start, and a restart, cost in questions to the database and in states read, with few tables and with many. */
class ManyTablesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int MANY = 300;

    private final RecordingSink sink = new RecordingSink();
    private MySqlServer server;
    private RunningSource running;

    @BeforeEach
    void start() {
        // The log names no columns: what is not recalled is not known.
        server = MySqlServer.start(MySqlServer.Options.full()
                .with("gtid_mode", "ON")
                .with("enforce_gtid_consistency", "ON")
                .with("binlog_row_metadata", "MINIMAL")
                .with("innodb_flush_log_at_trx_commit", "0")
                .with("sync_binlog", "0"));
        server.execute("CREATE DATABASE app", "CREATE DATABASE other");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRestartAsksAndReadsNoMoreForManyTablesThanForFew() throws InterruptedException {
        // Given
        createTables(0, 10);
        restart(() -> awaitThat(this::streaming));
        int asked = questions();
        int read = sink.keysRead();
        restart(this::change);
        int askedForFew = questions() - asked;
        int readForFew = sink.keysRead() - read;
        // When
        restart(() -> {
            createTables(10, MANY);
            change();
        });
        asked = questions();
        read = sink.keysRead();
        restart(this::change);
        // Then
        assertThat(questions() - asked).isLessThan(askedForFew + 10);
        assertThat(sink.keysRead() - read).isLessThan(readForFew + 3 * MANY / 10);
    }

    @Test
    void aLoadAsksFewQuestionsForEachSmallTable() throws InterruptedException {
        // Given
        createTables(0, MANY);
        int asked = questions();
        // When
        restart(() -> awaitThat(this::streaming));
        // Then
        assertThat(sink.records())
                .filteredOn(record -> record.value().contains("\"operation\":\"load\""))
                .hasSize(MANY);
        // Reading the catalogue and the rows, waiting and asking for the end of the log is shared.
        assertThat(questions() - asked).isLessThan(MANY / 2);
    }

    @Test
    void afterARestartStatementsFindTheTablesTheyConcern() throws InterruptedException {
        // Given
        createTables(0, 40);
        restart(() -> {
            awaitThat(this::streaming);
            server.execute("CREATE TABLE app._t5_gho LIKE app.t5", "ALTER TABLE app._t5_gho ADD extra int");
            change();
        });
        // When
        restart(() -> {
            server.execute(
                    "ALTER TABLE app.t6 ADD more int",
                    "INSERT INTO app.t6 VALUES (50, 'altered', 60)",
                    "RENAME TABLE app.t5 TO app._t5_del, app._t5_gho TO app.t5",
                    "INSERT INTO app.t5 VALUES (51, 'swapped', 61)",
                    "CREATE TABLE app.t99 LIKE app.t7",
                    "INSERT INTO app.t99 VALUES (52, 'like')",
                    "INSERT INTO app.t8 VALUES (53, 'untouched')");
            awaitThat(() -> values("untouched").size() == 1);
        });
        restart(() -> {
            server.execute("DROP DATABASE app");
            awaitThat(() -> dropped() == 41);
        });
        // Then
        assertThat(values("altered")).singleElement().asString().contains("\"more\":60");
        assertThat(values("swapped")).singleElement().asString().contains("\"extra\":61");
        assertThat(values("like")).hasSize(1);
    }

    @Test
    void aStatementInStatementFormatOnATableNotTouchedSinceTheRestartStopsTheTask() throws InterruptedException {
        // Given
        createTables(0, 5);
        restart(() -> awaitThat(this::streaming));
        try (RunningSource source = run()) {
            // When
            server.execute("SET SESSION binlog_format = STATEMENT; UPDATE app.t3 SET name = 'unseen'");
            await().atMost(PATIENCE).until(source::ended);
            // Then
            assertThat(source.failure()).hasMessageContaining("app.t3");
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    /** Runs the task anew while {@code step} lasts. */
    private void restart(Step step) throws InterruptedException {
        try (RunningSource source = run()) {
            running = source;
            step.run();
            assertThat(source.failure()).isNull();
        }
    }

    private RunningSource run() {
        return new RunningSource(server, sink, MigrationType.FULL_LOAD_AND_CDC, 1_000, "");
    }

    private void awaitThat(Callable<Boolean> condition) {
        await().atMost(PATIENCE).until(() -> running.ended() || condition.call());
        assertThat(running.failure()).isNull();
    }

    private void createTables(int from, int to) {
        for (int i = from; i < to; i++) {
            server.execute("CREATE TABLE app.t" + i + " (id int PRIMARY KEY, name varchar(20)); INSERT INTO app.t" + i
                    + " VALUES (1, 'first')");
        }
    }

    private int changes;

    /** One change, awaited. */
    private void change() {
        changes++;
        String name = "change" + changes + ".";
        server.execute("INSERT INTO app.t2 VALUES (" + (100 + changes) + ", '" + name + "')");
        awaitThat(() -> values(name).size() == 1);
    }

    private List<String> values(String name) {
        return sink.records().stream()
                .filter(record -> record.topic().equals("changes"))
                .map(RecordingSink.Visible::value)
                .filter(value -> value.contains("\"" + name + "\""))
                .toList();
    }

    private boolean streaming() {
        return sink.records().stream()
                .anyMatch(record -> record.key() != null
                        && record.key().startsWith("task/")
                        && record.value().contains("\"stream\""));
    }

    private long dropped() {
        return sink.records().stream()
                .filter(record -> record.key() != null && record.key().startsWith("table/"))
                .filter(record -> record.value().contains("\"dropped\":true"))
                .count();
    }

    /** Statements the server has been asked by all its clients, without those that create tables. */
    private int questions() {
        return Integer.parseInt(
                server.query("SHOW GLOBAL STATUS LIKE 'Questions'").get(0).get("Value"));
    }
}
