/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.protocol.MySqlConnection.BinlogStream;
import io.crosscurrent.mysql.protocol.MySqlConnection.DumpRequest;
import io.crosscurrent.testing.MySqlServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task that ends inside a transaction goes on inside it. MySQL 8.0.33 with all rows of a statement in one event. */
class RestartInsideIT {
    private static MySqlServer server;

    @BeforeAll
    static void start() {
        server = MySqlServer.start(MySqlServer.Options.full()
                .with("gtid_mode", "ON")
                .with("max_allowed_packet", "268435456")
                .with("binlog_row_event_max_size", "67108864"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest(name = "binlog_transaction_compression {0}")
    @ValueSource(strings = {"OFF", "ON"})
    void anEventOfManyRowsBeyondSixteenMegabytesIsResumedAtItsRow(String compression) throws InterruptedException {
        // Given
        server.execute(
                "drop database if exists app",
                "create database app",
                "create table app.t (id int primary key, v varchar(3000))");
        RecordingSink sink = new RecordingSink();
        try (RunningSource running = new RunningSource(server, sink, MigrationType.CDC, 100, "")) {
            await().atMost(Duration.ofSeconds(30)).until(() -> sink.size() > 0 || running.ended());
        }
        server.execute(
                "set session cte_max_recursion_depth = 100000, binlog_transaction_compression = " + compression,
                "insert into app.t with recursive n(i) as (select 1 union all select i + 1 from n where i < 9000)"
                        + " select i, repeat(sha2(i, 256), 40) from n");
        // When
        for (int run = 0; run < 3; run++) {
            sink.killAfter(run == 0 ? 3 : 1);
            try (RunningSource running = new RunningSource(server, sink, MigrationType.CDC, 100, "")) {
                await().atMost(Duration.ofSeconds(60)).until(running::ended);
                assertThat(running.failure()).isNull();
            }
            assertThat(ObservedTable.changes(sink, "t").size()).isBetween(1, 8_999);
        }
        sink.killAfter(Integer.MAX_VALUE);
        try (RunningSource running = new RunningSource(server, sink, MigrationType.CDC, 100, "")) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> running.failure() != null
                            || ObservedTable.changes(sink, "t").size() >= 9_000);
            assertThat(running.failure()).isNull();
        }
        // Then
        assertThat(ObservedTable.changes(sink, "t"))
                .extracting(change -> change.at("/data/id").asInt())
                .hasSize(9_000)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void aReplicaWithTheSameServerIdIsNamed() throws InterruptedException {
        // Given
        DumpRequest request = new DumpRequest("", "", 4, 4711, 1_000);
        try (MySqlConnection first = AdminLogin.open(server);
                MySqlConnection second = AdminLogin.open(server)) {
            BinlogStream events = first.dump(request);
            events.next();
            // When
            second.dump(request).next();
            // Then
            assertThatThrownBy(() -> {
                        while (true) {
                            events.next();
                        }
                    })
                    .isInstanceOfSatisfying(CrosscurrentException.class, failure -> {
                        assertThat(failure.code()).isEqualTo("source.duplicate_server_id");
                        assertThat(failure.remedy()).contains("server id that no other replica");
                    });
        }
    }
}
