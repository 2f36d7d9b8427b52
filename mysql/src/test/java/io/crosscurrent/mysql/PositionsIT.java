/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.measure.SourceLag;
import io.crosscurrent.core.measure.Stage;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.testing.MySqlServer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a stored position when the server's log is not what it was. MySQL 8.0.33, with GTIDs and without. */
class PositionsIT {
    private static MySqlServer plain;
    private static MySqlServer gtid;
    private int steps;

    @BeforeAll
    static void start() {
        plain = MySqlServer.start(MySqlServer.Options.full());
        gtid = MySqlServer.start(MySqlServer.Options.full().with("gtid_mode", "ON"));
    }

    @AfterAll
    static void stop() {
        plain.close();
        gtid.close();
    }

    @BeforeEach
    void empty() {
        for (MySqlServer server : List.of(plain, gtid)) {
            server.execute(
                    "drop database if exists app; drop database if exists other; drop database if exists marks",
                    "create database app; create database other; create database marks",
                    "create table marks.mark (step int primary key)",
                    "create table app.t (id int primary key)");
        }
    }

    @ParameterizedTest(name = "gtid_mode {0}")
    @ValueSource(strings = {"ON", "OFF"})
    void aPurgedLogIsNamedWithWhatToDo(String mode) throws InterruptedException {
        // Given
        MySqlServer server = server(mode);
        RecordingSink sink = new RecordingSink();
        read(server, sink, "insert into app.t values (1)");
        server.execute("insert into app.t values (2)", "flush binary logs", "insert into app.t values (3)");
        server.execute("purge binary logs to '" + end(server).get("File") + "'");
        // Then
        assertThat(failure(server, sink)).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo("source.binlog_purged");
            assertThat(failure.remedy()).contains("Reload").contains("binlog_expire_logs_seconds");
        });
        assertThat(inserted(sink)).containsExactly("1");
    }

    @ParameterizedTest(name = "gtid_mode {0}")
    @ValueSource(strings = {"ON", "OFF"})
    void aLogThatBeganAnewAndIsShorterIsNoticed(String mode) throws InterruptedException {
        // Given
        MySqlServer server = server(mode);
        RecordingSink sink = new RecordingSink();
        read(server, sink, "insert into app.t values (1)");
        server.execute("reset master", "insert into app.t values (2)");
        // Then
        assertThat(failure(server, sink).code())
                .isIn("source.gtid_unknown", "source.position_invalid", "source.binlog_purged");
        assertThat(inserted(sink)).containsExactly("1");
    }

    @Test
    void aLogThatBeganAnewAndGrewBeyondThePositionIsNoticed() throws InterruptedException {
        // Given
        plain.execute("reset master");
        RecordingSink sink = new RecordingSink();
        read(plain, sink, "insert into app.t values (1)");
        long second = System.currentTimeMillis() / 1_000;
        await().until(() -> System.currentTimeMillis() / 1_000 > second);
        plain.execute("reset master");
        // The same bytes again, so that the position is the beginning of an event.
        plain.execute("delete from app.t; delete from marks.mark");
        await().until(() -> {
            plain.execute("insert into app.t values (1)", "delete from app.t");
            return Long.parseLong(end(plain).get("Position")) > 20_000;
        });
        // Then
        assertThat(failure(plain, sink)).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo("source.position_invalid");
            assertThat(failure.getMessage()).contains("000001");
            assertThat(failure.remedy()).contains("reload");
        });
        assertThat(inserted(sink)).containsExactly("1");
    }

    @ParameterizedTest(name = "gtid_mode {0}")
    @ValueSource(strings = {"ON", "OFF"})
    void anotherServerIsFollowedWithGtidsOnly(String mode) throws InterruptedException, IOException {
        // Given
        MySqlServer server = server(mode);
        RecordingSink sink = new RecordingSink();
        read(server, sink, "insert into app.t values (1)");
        Files.delete(server.data().resolve("auto.cnf"));
        server.restart();
        server.execute("insert into app.t values (2)");
        if (mode.equals("ON")) {
            // When
            read(server, sink, "insert into app.t values (3)");
            // Then
            assertThat(inserted(sink)).containsExactly("1", "2", "3");
        } else {
            assertThat(failure(server, sink).code()).isEqualTo("source.other_server");
            assertThat(inserted(sink)).containsExactly("1");
        }
    }

    @Test
    void aServerThatLacksTransactionsIsRefusedWithTheirCount() throws InterruptedException {
        // Given
        RecordingSink sink = new RecordingSink();
        read(gtid, sink, "insert into app.t values (1)");
        String executed =
                gtid.query("select @@gtid_executed as g").get(0).get("g").replaceAll("\\s", "");
        gtid.execute("reset master");
        // Then
        assertThat(failure(gtid, sink)).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo("source.gtid_unknown");
            assertThat(failure.getMessage())
                    .contains("lacks " + count(executed) + " of the " + count(executed) + " transactions")
                    .contains(executed.split(",")[0]);
        });
    }

    private static long count(String executed) {
        long count = 0;
        for (String source : executed.split(",")) {
            String[] intervals = source.split(":");
            for (int i = 1; i < intervals.length; i++) {
                String[] ends = intervals[i].split("-");
                count += Long.parseLong(ends[ends.length - 1]) - Long.parseLong(ends[0]) + 1;
            }
        }
        return count;
    }

    @Test
    void gapsInTheSetAreFilledLater() throws InterruptedException {
        // Given
        RecordingSink sink = new RecordingSink();
        String source = UUID.randomUUID().toString();
        read(gtid, sink, as(source, 1000, 1), as(source, 7, 2));
        // When
        gtid.execute(as(source, 500, 3), as(source, 1001, 4));
        read(gtid, sink, as(source, 6, 5), as(source, 999, 6));
        // Then
        assertThat(inserted(sink)).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(String.valueOf(sink.read("stream").get("gtidSet"))).contains(source + ":6-7:500:999-1001");
    }

    private static String as(String source, long number, int id) {
        return "set gtid_next = '" + source + ":" + number + "'; insert into app.t values (" + id
                + "); set gtid_next = automatic";
    }

    @ParameterizedTest(name = "gtid_mode {0}")
    @ValueSource(strings = {"ON", "OFF"})
    void filesRotateAndTableNumbersBeginAgain(String mode) throws InterruptedException, IOException {
        // Given
        MySqlServer server = server(mode);
        server.execute("create table app.u (a varchar(9), id int primary key)");
        RecordingSink sink = new RecordingSink();
        read(server, sink, "insert into app.t values (1)", "flush binary logs", "insert into app.u values ('x', 2)");
        server.execute("flush binary logs", "flush binary logs", "insert into app.t values (3)");
        // When
        try (RunningSource running = new RunningSource(server, sink, MigrationType.CDC, 100, "")) {
            reach(server, running, sink);
            server.restart();
            server.execute("insert into app.u values ('y', 4)", "insert into app.t values (5)", "flush logs");
            server.execute("insert into app.t values (6)");
            reach(server, running, sink);
        }
        // Then
        assertThat(inserted(sink)).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void thePositionMovesWhileOnlyOtherTablesChange() throws InterruptedException {
        RecordingSink sink = new RecordingSink();
        gtid.execute("create table other.busy (id int auto_increment primary key, v int)");
        try (RunningSource running = new RunningSource(gtid, sink, MigrationType.CDC, 100, "")) {
            reach(gtid, running, sink);
            // When
            gtid.execute("insert into other.busy (v) values (1)", "flush binary logs");
            gtid.execute("insert into other.busy (v) values (1)");
            BinlogPosition busy =
                    BinlogPosition.parse(end(gtid).get("File") + ":" + end(gtid).get("Position"));
            // Then
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> BinlogPosition.of(sink.read("stream")).compareTo(busy) >= 0);
            assertThat(running.failure()).isNull();
        }
        String executed =
                gtid.query("select @@gtid_executed as g").get(0).get("g").replaceAll("\\s", "");
        assertThat(sink.read("stream").get("gtidSet")).isEqualTo(executed);
    }

    @ParameterizedTest(name = "gtid_mode {0}")
    @ValueSource(strings = {"ON", "OFF"})
    void aStreamMayBeginAtATime(String mode) throws InterruptedException, IOException {
        // Given
        MySqlServer server = server(mode);
        server.execute("insert into app.t values (1)");
        server.execute("flush binary logs", "insert into app.t values (2)", "do sleep(1.2)");
        String time = server.query("select date_format(utc_timestamp(6), '%Y-%m-%dT%H:%i:%s.%f') as t")
                .get(0)
                .get("t");
        server.execute("insert into app.t values (3)", "flush binary logs", "insert into app.t values (4)");
        RecordingSink sink = new RecordingSink();
        // When
        try (RunningSource running = new RunningSource(server, sink, MigrationType.CDC, 100, time)) {
            reach(server, running, sink);
        }
        // Then
        assertThat(inserted(sink)).containsExactly("3", "4");
    }

    @Test
    void aTimeToComeAndOneBeforeTheLogAreRefused() throws InterruptedException {
        for (Map.Entry<String, String> each : Map.of(
                        "2999-01-01T00:00:00", "source.time_invalid", "2001-01-01T00:00:00", "source.binlog_purged")
                .entrySet()) {
            RecordingSink sink = new RecordingSink();
            try (RunningSource running = new RunningSource(gtid, sink, MigrationType.CDC, 100, each.getKey())) {
                await().atMost(Duration.ofSeconds(30)).until(() -> running.failure() != null);
                assertThat(running.failure())
                        .isInstanceOfSatisfying(CrosscurrentException.class, e -> assertThat(e.code())
                                .isEqualTo(each.getValue()));
            }
        }
    }

    @ParameterizedTest(name = "gtid_mode {0}")
    @ValueSource(strings = {"ON", "OFF"})
    void theLagCountsTheBytesOfAllFilesAheadAndIsNothingOnceTheyAreRead(String mode) throws InterruptedException {
        // Given
        MySqlServer server = server(mode);
        RecordingSink sink = new RecordingSink();
        try (RunningSource running = new RunningSource(server, sink, MigrationType.CDC, 100, "")) {
            reach(server, running, sink);
            SourceLag lag = sink.measures().lag();
            until(running, () -> lag.bytes() == 0 && lag.millis(System.currentTimeMillis()) == 0);
            // When
            sink.hold(true);
            long before = Long.parseLong(end(server).get("Position"));
            String first = end(server).get("File");
            server.execute("insert into app.t values (1)");
            long after = Long.parseLong(end(server).get("Position"));
            server.execute("flush binary logs", "insert into app.t values (2)", "flush binary logs");
            server.execute("insert into app.t values (3)");
            // Then
            long all = server.query("show binary logs").stream()
                    .filter(file -> file.get("Log_name").compareTo(first) >= 0)
                    .mapToLong(file -> Long.parseLong(file.get("File_size")))
                    .sum();
            // It waits with the first change, or with a record of its own that came before.
            until(running, () -> lag.bytes() == all - after || lag.bytes() == all - before);
            assertThat(lag.millis(System.currentTimeMillis())).isPositive();
            // When
            sink.hold(false);
            // Then
            until(running, () -> lag.bytes() == 0 && lag.millis(System.currentTimeMillis()) == 0);
            assertThat(running.failure()).isNull();
        }
        assertThat(inserted(sink)).containsExactly("1", "2", "3");
        assertThat(sink.measures().stage(Stage.READ).read().total()).isGreaterThanOrEqualTo(3);
        assertThat(sink.measures().stage(Stage.ENCODE).read().total())
                .isEqualTo(sink.measures().stage(Stage.READ).read().total());
        assertThat(ObservedTable.registry(sink, "task/t1").has("lagBytes")).isTrue();
    }

    @ParameterizedTest(name = "gtid_mode {0}")
    @ValueSource(strings = {"ON", "OFF"})
    void aStreamEndsBeforeTheFirstCommitAfterAGivenSecond(String mode) throws InterruptedException {
        // Given
        MySqlServer server = server(mode);
        RecordingSink sink = new RecordingSink();
        read(server, sink);
        server.execute("insert into app.t values (1)", "insert into app.t values (2)", "do sleep(1.1)");
        server.execute("insert into app.t values (3)");
        String second = secondOf(server, "insert into app.t values (4)");
        server.execute("do sleep(1.1)", "insert into app.t values (5)", "insert into app.t values (6)");
        // When
        try (RunningSource running = RunningSource.until(server, sink, "commit_time:" + second)) {
            until(running, running::ended);
            // Then
            assertThat(running.failure()).isNull();
            assertThat(inserted(sink)).containsExactly("1", "2", "3", "4");
            assertThat(ObservedTable.registry(sink, "task/t1").path("phase").asText())
                    .isEqualTo("stopped");
        }
        // What comes next is not lost.
        read(server, sink);
        assertThat(inserted(sink)).containsExactly("1", "2", "3", "4", "5", "6");
    }

    /** Executes it, and gives the second of its commit in UTC. */
    private static String secondOf(MySqlServer server, String statement) {
        server.execute("do sleep(1 - microsecond(sysdate(6)) / 1000000)", statement);
        return server.query("select date_format(utc_timestamp(), '%Y-%m-%dT%H:%i:%s') as t")
                .get(0)
                .get("t");
    }

    @Test
    void aStreamEndsAtAPlaceAndAtATimeThatIsOverOnceTheLogHasNothingMore() throws InterruptedException {
        // Given
        RecordingSink sink = new RecordingSink();
        read(plain, sink);
        plain.execute("insert into app.t values (1)");
        String place = end(plain).get("File") + ":" + end(plain).get("Position");
        plain.execute("flush binary logs", "insert into app.t values (2)");
        // When
        try (RunningSource running = RunningSource.until(plain, sink, place)) {
            until(running, running::ended);
        }
        // Then
        assertThat(inserted(sink)).containsExactly("1");
        // When
        String now = plain.query("select date_format(utc_timestamp(), '%Y-%m-%dT%H:%i:%s') as t")
                .get(0)
                .get("t");
        try (RunningSource running = RunningSource.until(plain, sink, "commit_time:" + now)) {
            until(running, running::ended);
            assertThat(running.failure()).isNull();
        }
        // Then
        assertThat(inserted(sink)).containsExactly("1", "2");
    }

    private static MySqlServer server(String mode) {
        return mode.equals("ON") ? gtid : plain;
    }

    private static Map<String, String> end(MySqlServer server) {
        return server.query("show master status").get(0);
    }

    /** One run of the task, in which the statements are executed and delivered. */
    private void read(MySqlServer server, RecordingSink sink, String... statements) throws InterruptedException {
        try (RunningSource running = new RunningSource(server, sink, MigrationType.CDC, 100, "")) {
            reach(server, running, sink);
            server.execute(statements);
            reach(server, running, sink);
        }
    }

    private static CrosscurrentException failure(MySqlServer server, RecordingSink sink) throws InterruptedException {
        try (RunningSource running = new RunningSource(server, sink, MigrationType.CDC, 100, "")) {
            await().atMost(Duration.ofSeconds(20)).until(() -> running.failure() != null);
            assertThat(running.failure()).isInstanceOf(CrosscurrentException.class);
            return (CrosscurrentException) running.failure();
        }
    }

    private void reach(MySqlServer server, RunningSource running, RecordingSink sink) {
        until(running, () -> ObservedTable.registry(sink, "task/t1") != null);
        int step = ++steps;
        server.execute("replace into marks.mark values (" + step + ")");
        until(running, () -> ObservedTable.changes(sink, "mark").stream()
                .anyMatch(change -> change.at("/data/step").asInt() == step));
        assertThat(running.failure()).isNull();
    }

    private static void until(RunningSource running, Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(60))
                .until(() -> running.failure() != null || condition.call());
    }

    /** Keys of the rows of t and u, in order. */
    private static List<String> inserted(RecordingSink sink) {
        List<String> keys = new ArrayList<>();
        for (JsonNode message : ObservedTable.messages(sink, "app")) {
            if (message.at("/metadata/operation").asText().equals("insert")) {
                keys.add(message.at("/data/id").asText());
            }
        }
        return keys;
    }
}
