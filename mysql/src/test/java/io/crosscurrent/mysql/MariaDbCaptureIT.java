/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.testing.MySqlDistribution;
import io.crosscurrent.testing.MySqlServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MariaDbCaptureIT implements CaptureContract {
    private static MySqlServer server;

    @BeforeAll
    static void startServer() {
        assumeTrue(
                MySqlDistribution.MARIADB.available(),
                "SKIPPED: MariaDB is not installed (Debian: apt-get install mariadb-server)");
        server = MySqlServer.start(MySqlServer.Options.mariaDb());
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    public MySqlServer server() {
        return server;
    }

    @Override
    public String deepRecursion() {
        return "set session max_recursive_iterations = 100000; ";
    }

    @Test
    void aColumnOfATypeThatMySqlDoesNotHaveIsRefusedByNameBeforeTheTaskBegins() throws InterruptedException {
        server().execute("create table app.ids (id int primary key, u uuid)", "insert into app.ids values (1, uuid())");
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = start(sink, MigrationType.FULL_LOAD_AND_CDC, 100)) {
            await().until(source::ended);
            assertThat(source.failure())
                    .hasMessageContaining("app.ids")
                    .hasMessageContaining("uuid")
                    .isInstanceOfSatisfying(CrosscurrentException.class, failure -> assertThat(failure.code())
                            .isEqualTo("source.not_ready"));
        }
        assertThat(ObservedTable.changes(sink, "ids")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no_log", "full"})
    void aColumnOfATypeThatMySqlDoesNotHaveStopsTheStreamByName(String metadata) throws InterruptedException {
        RecordingSink sink = new RecordingSink();
        server().execute(
                        "create table app.t (id int primary key)",
                        "set global binlog_row_metadata = '%s'".formatted(metadata));
        try (RunningSource source = start(sink, MigrationType.FULL_LOAD_AND_CDC, 100)) {
            await().until(() -> source.failure() != null || CaptureContract.loaded(sink, "t"));
            server().execute(
                            "create table app.ids (id int primary key, u uuid)",
                            "insert into app.ids values (1, uuid())");
            await().until(source::ended);
            assertThat(source.failure())
                    .isInstanceOfSatisfying(CrosscurrentException.class, failure -> assertThat(failure.code())
                            .isEqualTo("source.schema_unknown"))
                    .hasMessageContaining("app.ids");
        } finally {
            server().execute("set global binlog_row_metadata = default");
        }
        assertThat(ObservedTable.changes(sink, "ids")).isEmpty();
    }

    @Test
    void aLoginThatMayNotReadTheLogIsRefusedBeforeTheTaskBegins() throws InterruptedException {
        server().execute("create table app.t (id int primary key)");
        try (WatchedLogin login = new WatchedLogin(server())) {
            server().execute("revoke replication slave on *.* from 'watched'@'%'");
            try (RunningSource source =
                    new RunningSource(login.settings(), new RecordingSink(), MigrationType.CDC, 100, "")) {
                await().until(source::ended);
                assertThat(source.failure())
                        .hasMessageContaining("lacks REPLICATION SLAVE")
                        .isInstanceOfSatisfying(CrosscurrentException.class, failure -> assertThat(failure.code())
                                .isEqualTo("source.not_ready"));
            }
        }
    }

    @Test
    void aCollationThatMySqlDoesNotHaveStopsTheStreamByNameWhereTheLogNamesIt() throws InterruptedException {
        server().execute(
                        "create table app.names (id int primary key,"
                                + " n varchar(20) character set utf8mb4 collate utf8mb4_uca1400_ai_ci)",
                        "set global binlog_row_metadata = 'FULL'");
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = start(sink, MigrationType.FULL_LOAD_AND_CDC, 100)) {
            await().until(() -> source.failure() != null || CaptureContract.loaded(sink, "names"));
            server().execute("insert into app.names values (1, 'a')");
            await().until(source::ended);
            assertThat(source.failure())
                    .isInstanceOfSatisfying(CrosscurrentException.class, failure -> assertThat(failure.code())
                            .isEqualTo("source.unsupported_charset"));
        } finally {
            server().execute("set global binlog_row_metadata = default");
        }
        assertThat(ObservedTable.changes(sink, "names")).isEmpty();
    }

    @Test
    void columnsOfJsonAreTextWhereverTheyAreDefined() throws InterruptedException {
        // Given
        server().execute("create table app.docs (id int primary key, a json)", "insert into app.docs values (1, '{}')");
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = start(sink, MigrationType.FULL_LOAD_AND_CDC, 100)) {
            await().until(() -> source.failure() != null || CaptureContract.loaded(sink, "docs"));
            // When
            server().execute(
                            "alter table app.docs add column b json",
                            "insert into app.docs values (2, '[ 1 ]', '{\"b\": 1}')",
                            "create table app.more_docs (id int primary key, c json not null)",
                            "insert into app.more_docs values (3, 'null')");
            awaitEnd(sink, source);
        }
        // Then
        assertThat(ObservedTable.changes(sink, "docs"))
                .extracting(change -> change.get("data").toString())
                .containsExactly("{\"id\":1,\"a\":\"{}\"}", "{\"id\":2,\"a\":\"[ 1 ]\",\"b\":\"{\\\"b\\\": 1}\"}");
        assertThat(ObservedTable.changes(sink, "more_docs"))
                .extracting(change -> change.get("data").toString())
                .containsExactly("{\"id\":3,\"c\":\"null\"}");
    }

    @Test
    void aTableThatIsReplacedIsDroppedAndCreated() throws InterruptedException {
        // Given
        server().execute("create table app.t (id int primary key, a int)", "insert into app.t values (1, 10)");
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = start(sink, MigrationType.FULL_LOAD_AND_CDC, 100)) {
            await().until(() -> source.failure() != null || CaptureContract.loaded(sink, "t"));
            // When
            server().execute(
                            "create or replace table app.t (id int primary key, b varchar(5))",
                            "insert into app.t values (2, 'two')",
                            "create or replace table app.t as select 3 as c",
                            "set statement max_statement_time = 60 for alter online table app.t wait 5 add d int",
                            "insert into app.t values (4, 5)");
            awaitEnd(sink, source);
        }
        // Then
        assertThat(ObservedTable.messages(sink, "app"))
                .extracting(message -> message.at("/metadata/operation").asText()
                        + message.path("data").toString())
                .containsExactly(
                        "create-table",
                        "load{\"id\":1,\"a\":10}",
                        "drop-table",
                        "create-table",
                        "insert{\"id\":2,\"b\":\"two\"}",
                        "drop-table",
                        "create-table",
                        "insert{\"c\":3}",
                        "add-column",
                        "insert{\"c\":4,\"d\":5}");
    }

    @Test
    void aPartitionThatBecomesATableStopsTheTask() throws InterruptedException {
        // Given
        server().execute(
                        "create table app.t (id int primary key) partition by range (id)"
                                + " (partition p0 values less than (10), partition p1 values less than (100))",
                        "insert into app.t values (1), (50)");
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = start(sink, MigrationType.FULL_LOAD_AND_CDC, 100)) {
            await().until(() -> source.failure() != null || CaptureContract.loaded(sink, "t"));
            // When
            server().execute("alter table app.t convert partition p0 to table app.u");
            await().until(() -> source.failure() != null);
            // Then
            assertThat(source.failure()).isInstanceOfSatisfying(CrosscurrentException.class, failure -> {
                assertThat(failure.code()).isEqualTo("source.rows_unseen");
                assertThat(failure.getMessage()).contains("app.t", "CONVERT PARTITION");
            });
        }
    }
}
