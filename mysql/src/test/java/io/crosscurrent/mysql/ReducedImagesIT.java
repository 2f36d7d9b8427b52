/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.testing.MySqlServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that a session logged in part: carried when they can be known whole, else the task stops and says what is missing. */
class ReducedImagesIT {
    private static MySqlServer server;

    @BeforeAll
    static void startServer() {
        server = MySqlServer.start(MySqlServer.Options.full());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void createTables() {
        server.execute(
                "drop database if exists app",
                "create database app",
                "create table app.pair (k varchar(10) primary key, v int)",
                "insert into app.pair values ('x', 1), ('y', 2)",
                "create table app.wide (id int primary key, a int, b int default 7, t text)",
                "insert into app.wide values (1, 1, 1, 'text')",
                "create table app.doc (id int primary key, j json, note varchar(10))",
                "insert into app.doc values (1, '{\"long\": \"enough to be changed in place\", \"n\": 1}', 'n')");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            MINIMAL | update app.wide set a = 2                      | source.partial_row_image | update of a row of app.wide | column b
            MINIMAL | insert into app.wide (id, a) values (2, 2)     | source.partial_row_image | insert of a row of app.wide | column b
            MINIMAL | delete from app.wide                           | source.partial_row_image | delete of a row of app.wide | column a
            NOBLOB  | update app.wide set a = 2                      | source.partial_row_image | update of a row of app.wide | column t
            NOBLOB  | delete from app.wide                           | source.partial_row_image | delete of a row of app.wide | column t
            NOBLOB  | insert into app.wide (id, a) values (2, 2)     | source.partial_row_image | insert of a row of app.wide | column t
            MINIMAL | set binlog_row_value_options = PARTIAL_JSON; update app.doc set j = json_set(j, '$.n', 2) | source.partial_json | update of app.doc | document j
            """)
    void stopsAtAColumnThatCannotBeKnown(String image, String statement, String code, String what, String column)
            throws InterruptedException {
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = new RunningSource(server, sink, MigrationType.CDC, 100, "")) {
            await().until(() -> sink.size() > 0 || source.failure() != null);
            // When
            server.execute("set binlog_row_image = " + image + "; " + statement);
            // Then
            await().until(() -> source.failure() != null);
            assertThat(source.failure()).isInstanceOfSatisfying(CrosscurrentException.class, e -> {
                assertThat(e.code()).isEqualTo(code);
                assertThat(e.getMessage()).contains(what, column, "mysql-bin.0");
                assertThat(e.remedy()).contains("SET GLOBAL binlog_row_image=FULL");
            });
        }
        assertThat(ObservedTable.changes(sink, "wide")).isEmpty();
        assertThat(ObservedTable.changes(sink, "doc")).isEmpty();
    }

    @Test
    void carriesAnUpdateWhoseKeyAndChangesAreTheWholeRow() throws InterruptedException {
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = new RunningSource(server, sink, MigrationType.CDC, 100, "")) {
            await().until(() -> sink.size() > 0 || source.failure() != null);
            // When
            server.execute(
                    "set binlog_row_image = MINIMAL",
                    "update app.pair set v = v + 10",
                    "update app.pair set v = null where k = 'y'",
                    "insert into app.pair values ('z', 3)");
            // Then
            await().until(() -> source.failure() != null
                    || ObservedTable.changes(sink, "pair").size() == 4);
            assertThat(source.failure()).isNull();
        }
        assertThat(ObservedTable.changes(sink, "pair"))
                .extracting(change -> change.at("/metadata/operation").asText() + " " + change.get("data"))
                .containsExactly(
                        "update {\"k\":\"x\",\"v\":11}",
                        "update {\"k\":\"y\",\"v\":12}",
                        "update {\"k\":\"y\",\"v\":null}",
                        "insert {\"k\":\"z\",\"v\":3}");
    }

    /** REPLACE logs whole rows, and to MySQL a JSON column is not among those that NOBLOB leaves out. */
    @Test
    void carriesWhatIsWholeInSpiteOfItsSession() throws InterruptedException {
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = new RunningSource(server, sink, MigrationType.CDC, 100, "")) {
            await().until(() -> sink.size() > 0 || source.failure() != null);
            // When
            server.execute(
                    "set binlog_row_image = MINIMAL",
                    "replace into app.wide (id, a) values (1, 2)",
                    "set binlog_row_image = NOBLOB",
                    "update app.doc set note = 'x'",
                    "set binlog_row_value_options = PARTIAL_JSON",
                    "update app.doc set j = json_set(j, '$.n', 2)");
            // Then
            await().until(() -> source.failure() != null
                    || ObservedTable.changes(sink, "doc").size() == 2);
            assertThat(source.failure()).isNull();
        }
        assertThat(ObservedTable.changes(sink, "wide"))
                .extracting(change -> change.at("/metadata/operation").asText() + " " + change.get("data"))
                .containsExactly("update {\"id\":1,\"a\":2,\"b\":7,\"t\":null}");
        assertThat(ObservedTable.changes(sink, "doc"))
                .extracting(change -> change.at("/data/note").asText() + " "
                        + change.at("/data/j").asText())
                .containsExactly(
                        "x {\"n\": 1, \"long\": \"enough to be changed in place\"}",
                        "x {\"n\": 2, \"long\": \"enough to be changed in place\"}");
    }
}
