/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.testing.MySqlServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task goes over from a server to its replica, whose log is cut into other events and files. MySQL 8.0.33 with GTIDs. */
class FailoverIT {
    private MySqlServer primary;
    private MySqlServer replica;
    private final RecordingSink sink = new RecordingSink();
    private int steps;

    @BeforeEach
    void replicate() {
        primary = MySqlServer.start(MySqlServer.Options.full().with("gtid_mode", "ON"));
        replica = MySqlServer.start(MySqlServer.Options.full()
                .with("gtid_mode", "ON")
                .with("server_id", "2")
                .with("max_binlog_size", "65536")
                .with("binlog_row_event_max_size", "1024"));
        primary.execute(
                "create database app; create database marks",
                "create table marks.mark (step int primary key)",
                "create table app.t (id int primary key, v varchar(3000))");
        replica.execute("change replication source to source_host = '127.0.0.1', source_port = " + primary.port()
                + ", source_user = '" + primary.adminUser() + "', source_password = '" + primary.adminPassword()
                + "', source_auto_position = 1, get_source_public_key = 1; start replica");
    }

    @AfterEach
    void stop() {
        replica.close();
        primary.close();
    }

    @Test
    void goesOnWhereItWasOnAReplicaThatHasAllOfIt() throws InterruptedException {
        // Given
        primary.execute(rows(1, 2_000));
        sink.killAfter(8);
        try (RunningSource running = start(primary, MigrationType.FULL_LOAD_AND_CDC)) {
            await().atMost(Duration.ofSeconds(30)).until(running::ended);
        }
        sink.killAfter(Integer.MAX_VALUE);
        primary.execute("update app.t set v = 'changed' where id % 10 = 1", "delete from app.t where id % 10 = 2");
        try (RunningSource running = start(primary, MigrationType.FULL_LOAD_AND_CDC)) {
            reach(primary, running);
        }
        primary.execute(
                "alter table app.t add w int default 1 first",
                "insert into app.t values (1, 5000, 'new')",
                "xa start 'x'",
                "update app.t set v = 'xa' where id = 5",
                "xa end 'x'",
                "xa prepare 'x'");
        caughtUp();
        // When
        primary.close();
        replica.execute("stop replica", "reset replica all");
        replica.execute("update app.t set v = 'promoted' where id = 10", "xa commit 'x'");
        try (RunningSource running = start(replica, MigrationType.FULL_LOAD_AND_CDC)) {
            reach(replica, running);
        }
        // Then
        List<String> expected = new ArrayList<>();
        replica.query("select id, v from app.t").forEach(row -> expected.add(row.get("id") + "|" + row.get("v")));
        List<String> actual = new ArrayList<>();
        ObservedTable.fold(sink, "t", "id")
                .forEach((key, row) -> actual.add(key + row.get("v").asText()));
        assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
        List<String> changes = ObservedTable.changes(sink, "t").stream()
                .map(change -> change.at("/metadata/operation").asText() + " "
                        + change.at("/data/id").asText())
                .toList();
        assertThat(changes).endsWith("insert 5000", "update 10", "update 5").doesNotHaveDuplicates();
    }

    @Test
    void isRefusedByAReplicaThatLacksTransactions() throws InterruptedException {
        // Given
        caughtUp();
        replica.execute("stop replica");
        try (RunningSource running = start(primary, MigrationType.CDC)) {
            reach(primary, running);
            primary.execute(rows(1, 1), rows(2, 1), rows(3, 1), rows(4, 1));
            reach(primary, running);
        }
        // When
        try (RunningSource running = start(replica, MigrationType.CDC)) {
            CrosscurrentException failure = failure(running);
            // Then
            assertThat(failure.code()).isEqualTo("source.gtid_unknown");
            assertThat(failure.getMessage()).contains("lacks 6 of the");
        }
        replica.execute("start replica");
        caughtUp();
        primary.execute(rows(5, 1));
        caughtUp();
        try (RunningSource running = start(replica, MigrationType.CDC)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> running.failure() != null
                            || ObservedTable.changes(sink, "t").size() == 5);
            assertThat(running.failure()).isNull();
        }
    }

    @Test
    void isRefusedInTheMiddleOfALargeTransaction() throws InterruptedException {
        // Given
        try (RunningSource running = start(primary, MigrationType.CDC)) {
            reach(primary, running);
        }
        primary.execute(rows(1, 10_000));
        caughtUp();
        sink.killAfter(2);
        try (RunningSource running = start(primary, MigrationType.CDC)) {
            await().atMost(Duration.ofSeconds(30)).until(running::ended);
        }
        sink.killAfter(Integer.MAX_VALUE);
        int part = ObservedTable.changes(sink, "t").size();
        assertThat(part).isBetween(1, 9_999);
        // When
        try (RunningSource running = start(replica, MigrationType.CDC)) {
            CrosscurrentException failure = failure(running);
            // Then
            assertThat(failure.code()).isEqualTo("source.position_invalid");
            assertThat(failure.remedy()).contains("server it read before");
        }
        try (RunningSource running = start(primary, MigrationType.CDC)) {
            reach(primary, running);
        }
        assertThat(ObservedTable.changes(sink, "t"))
                .extracting(change -> change.at("/data/id").asInt())
                .hasSize(10_000)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    private static String rows(int first, int count) {
        return "set session cte_max_recursion_depth = 100000; insert into app.t with recursive n(i) as (select " + first
                + " union all select i + 1 from n where i < " + (first + count - 1)
                + ") select i, repeat('x', 2500) from n";
    }

    private RunningSource start(MySqlServer server, MigrationType type) {
        return new RunningSource(server, sink, type, 100, "");
    }

    private static CrosscurrentException failure(RunningSource running) {
        await().atMost(Duration.ofSeconds(30)).until(() -> running.failure() != null);
        assertThat(running.failure()).isInstanceOf(CrosscurrentException.class);
        return (CrosscurrentException) running.failure();
    }

    private void reach(MySqlServer server, RunningSource running) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            JsonNode task = ObservedTable.registry(sink, "task/t1");
            return running.failure() != null
                    || task != null && task.get("phase").asText().equals("stream");
        });
        int step = ++steps;
        server.execute("insert into marks.mark values (" + step + ")");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> running.failure() != null
                        || ObservedTable.changes(sink, "mark").stream()
                                .anyMatch(change -> change.at("/data/step").asInt() == step));
        assertThat(running.failure()).isNull();
    }

    private void caughtUp() {
        String executed = primary.query("select @@gtid_executed as g").get(0).get("g");
        assertThat(replica.query("select wait_for_executed_gtid_set('" + executed + "', 30) as w")
                        .get(0)
                        .get("w"))
                .as("the replica follows: "
                        + replica.query("show replica status").get(0).get("Last_Error"))
                .isEqualTo("0");
    }
}
