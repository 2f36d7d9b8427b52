/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.testing.MySqlServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PlainCaptureIT implements CaptureContract {
    private static MySqlServer server;

    @BeforeAll
    static void startServer() {
        server = MySqlServer.start(MySqlServer.Options.full());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    public MySqlServer server() {
        return server;
    }

    @Test
    void aLoadEndsWhileAnotherSessionWaitsForALockOfItsOwn() throws Exception {
        // Given
        server.execute("create table app.t (id int primary key)", "insert into app.t values (1), (2)");
        RecordingSink sink = new RecordingSink();
        try (Connection holder = server.connect();
                Connection waiter = server.connect();
                Statement holds = holder.createStatement()) {
            holds.execute("select get_lock('nightly', 0)");
            CompletableFuture<Void> waits = inBackground(waiter, "select get_lock('nightly', -1)");
            try {
                await().atMost(Duration.ofSeconds(30)).until(() -> sessionsIn("User lock") == 1);
                // When
                try (LoadTask task = new LoadTask(server, sink, MigrationType.FULL_LOAD_AND_CDC, 100, Map.of())) {
                    task.untilLoaded("t");
                }
                // Then
                assertThat(waits).isNotDone();
                assertThat(sessionsIn("User lock")).isEqualTo(1);
            } finally {
                // A connection is not closed while it waits.
                holds.execute("do release_lock('nightly')");
                waits.get();
            }
        }
    }

    @Test
    void aLoadThatWaitsForACommitSaysWhoseItIs() throws Exception {
        // Given
        server.execute("create table app.t (id int primary key)", "insert into app.t values (1), (2)");
        RecordingSink sink = new RecordingSink();
        try (Connection locker = server.connect();
                Connection writer = server.connect();
                Statement locks = locker.createStatement();
                Statement writes = writer.createStatement()) {
            writes.execute("begin");
            writes.execute("insert into app.t values (3)");
            locks.execute("flush tables with read lock");
            CompletableFuture<Void> commit = inBackground(writer, "commit");
            try {
                await().atMost(Duration.ofSeconds(30)).until(() -> sessionsIn("Waiting for commit lock") == 1);
                String session = server.query(
                                "select id from information_schema.processlist where state = 'Waiting for commit lock'")
                        .get(0)
                        .get("id");
                try (LoadTask task = new LoadTask(server, sink, MigrationType.FULL_LOAD_AND_CDC, 100, Map.of())) {
                    // When
                    task.until(() -> sink.measures().troubles().latest() != null);
                    // Then
                    CrosscurrentException trouble = sink.measures().troubles().latest();
                    assertThat(trouble.code()).isEqualTo("source.commit_awaited");
                    assertThat(trouble.getMessage())
                            .contains("session " + session + " of", "'Waiting for commit lock'");
                    assertThat(trouble.remedy()).contains("KILL " + session);
                    assertThat(task.state("t")).isNotEqualTo("Table completed");
                    locks.execute("unlock tables");
                    task.untilLoaded("t");
                    task.until(() -> sink.measures().troubles().latest() == null);
                }
            } finally {
                locks.execute("unlock tables");
                commit.get();
            }
        }
        assertThat(ObservedTable.changes(sink, "t"))
                .extracting(change -> change.at("/data/id").asInt())
                .containsExactlyInAnyOrder(1, 2, 3);
    }

    private static CompletableFuture<Void> inBackground(Connection connection, String sql) {
        return CompletableFuture.runAsync(() -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql + " failed: " + e.getMessage(), e);
            }
        });
    }

    private static int sessionsIn(String state) {
        return server.query("select id from information_schema.processlist where state = '" + state + "'")
                .size();
    }
}
