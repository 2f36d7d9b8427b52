/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.protocol.MySqlConnection.ResultColumn;
import io.crosscurrent.mysql.protocol.MySqlConnection.RowHandler;
import io.crosscurrent.testing.MySqlServer;
import io.crosscurrent.testing.link.Direction;
import io.crosscurrent.testing.link.FaultyLink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that is gone without a word, and one that only takes its time. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DeadServerIT {
    private static final int ROWS = 40_000;
    private static MySqlServer server;
    private FaultyLink link;

    @BeforeAll
    static void startServer() {
        server = MySqlServer.start(MySqlServer.Options.full().with("gtid_mode", "ON"));
        server.execute(
                "create database app",
                "create table app.numbers (id int primary key, note varchar(200))",
                "set session cte_max_recursion_depth = 1000000; insert into app.numbers with recursive n (i) as"
                        + " (select 1 union all select i + 1 from n where i < " + ROWS
                        + ") select i, repeat('x', 200) from n");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void link() {
        link = FaultyLink.to(server.port());
    }

    @AfterEach
    void unlink() {
        link.close();
    }

    private SourceSettings settings() {
        return AdminLogin.settings(server, link.port());
    }

    @Test
    void aStatementThatWaitsForALockIsWaitedFor() {
        try (MySqlConnection connection = MySqlConnection.open(settings())) {
            assertThat(connection.query("select sleep(10) s").get(0)).containsEntry("s", "0");
        }
    }

    @Test
    void aQueryOfADeadServerFails() {
        try (MySqlConnection connection = MySqlConnection.open(settings())) {
            link.stall();
            CrosscurrentException failure =
                    catchThrowableOfType(CrosscurrentException.class, () -> connection.query("select 1"));
            assertThat(failure.code()).isEqualTo("source.connection_lost");
            assertThat(failure.getMessage()).contains("silent for 4000 ms, and on another connection too");
        }
    }

    @Test
    void aReadOfRowsThatStopsInTheMiddleFails() {
        try (MySqlConnection connection = MySqlConnection.open(settings())) {
            AtomicInteger rows = new AtomicInteger();
            RowHandler handler = new RowHandler() {
                @Override
                public void columns(List<ResultColumn> columns) {}

                @Override
                public void row(byte[] buffer, int offset, int length) {
                    if (rows.incrementAndGet() == 100) {
                        link.stall(Direction.FROM_SERVER);
                    }
                }
            };
            CrosscurrentException failure = catchThrowableOfType(
                    CrosscurrentException.class,
                    () -> connection.stream("select * from app.numbers", List.of(), handler));
            assertThat(failure.code()).isEqualTo("source.connection_lost");
            assertThat(rows.get()).isBetween(100, ROWS - 1);
        }
    }

    @Test
    void aTaskWhoseConnectionBreaksWhileItBeginsBeginsAgain() throws InterruptedException {
        for (int bytes = 1_000; bytes < 10_000; bytes += 2_000) {
            RecordingSink sink = new RecordingSink();
            int opened = link.opened();
            link.cutAfter(bytes);
            try (RunningSource source = new RunningSource(settings(), sink, MigrationType.FULL_LOAD, 10_000, "")) {
                await().atMost(Duration.ofSeconds(60)).until(() -> source.failure() != null || sink.size() > 5_000);
                assertThat(source.failure()).as("cut after %d bytes", bytes).isNull();
                assertThat(link.opened()).isGreaterThan(opened + 1);
            }
        }
    }

    @Test
    void aTaskWhoseConnectionsFallSilentDuringLoadAndStreamLosesNothing() throws InterruptedException {
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = new RunningSource(settings(), sink, MigrationType.FULL_LOAD_AND_CDC, 1_000, "")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> sink.size() > 5_000);
            silence();
            await().atMost(Duration.ofSeconds(60)).until(() -> loads(sink) == ROWS);
            silence();
            server.execute("insert into app.numbers values (0, 'after')");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> ObservedTable.fold(sink, "numbers", "id").containsKey("0|"));
            assertThat(source.failure()).isNull();
        }
        assertThat(ObservedTable.changes(sink, "numbers")).hasSize(ROWS + 1);
        server.execute("delete from app.numbers where id = 0");
    }

    @Test
    void aLoginThatNeverWasRightFailsAtOnce() throws InterruptedException {
        SourceSettings wrong = new SourceSettings(
                "mysql", "127.0.0.1", server.port(), server.adminUser(), "wrong", "none", "", Map.of());
        try (RunningSource source = new RunningSource(wrong, new RecordingSink(), MigrationType.CDC, 1_000, "")) {
            await().atMost(Duration.ofSeconds(30)).until(source::ended);
            assertThat(source.failure())
                    .isInstanceOfSatisfying(CrosscurrentException.class, failure -> assertThat(failure.code())
                            .isEqualTo("source.access_denied"));
        }
    }

    /** All connections fall silent for good; ends when the task has opened another. */
    private void silence() {
        assertThat(link.connections()).isPositive();
        link.forget();
        int before = link.opened();
        await().atMost(Duration.ofSeconds(30)).until(() -> link.opened() > before);
    }

    private static long loads(RecordingSink sink) {
        return ObservedTable.changes(sink, "numbers").stream()
                .filter(change -> change.at("/metadata/operation").asText().equals("load"))
                .count();
    }
}
