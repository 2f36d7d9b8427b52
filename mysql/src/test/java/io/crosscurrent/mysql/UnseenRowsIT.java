/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.testing.MySqlServer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows that moved without row events stop a task, and a reload of the table lets it go on. MySQL 8.0.33. */
class UnseenRowsIT {
    private static MySqlServer server;

    @BeforeAll
    static void start() {
        server = MySqlServer.start(MySqlServer.Options.full());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aTableWhosePartitionWasDroppedGoesOnAfterItsReload() throws InterruptedException {
        // Given
        server.execute(
                "create database app",
                "create table app.t (id int primary key) partition by range (id)"
                        + " (partition p0 values less than (10), partition p1 values less than (100))",
                "insert into app.t values (1), (2), (50)");
        RecordingSink sink = new RecordingSink();
        try (LoadTask task = new LoadTask(server, sink, MigrationType.FULL_LOAD_AND_CDC, 100, Map.of())) {
            task.untilLoaded("t");
            server.execute("alter table app.t drop partition p0", "insert into app.t values (51)");
            await().atMost(Duration.ofSeconds(30)).until(task::ended);
        }
        // When
        try (LoadTask task = new LoadTask(server, sink, MigrationType.FULL_LOAD_AND_CDC, 100, Map.of("t", 1L))) {
            server.execute("insert into app.t values (52)");
            task.untilCaughtUp();
            task.untilLoaded("t");
            task.untilCaughtUp();
        }
        // Then
        assertThat(ObservedTable.controls(sink, "t")).contains("drop-table");
        Set<String> keys = new HashSet<>();
        for (JsonNode message : ObservedTable.messages(sink, "app")) {
            switch (message.at("/metadata/operation").asText()) {
                case "drop-table" -> keys.clear();
                case "load", "insert" -> keys.add(message.at("/data/id").asText());
                default ->
                    assertThat(message.at("/metadata/operation").asText()).isEqualTo("create-table");
            }
        }
        assertThat(keys).containsExactlyInAnyOrder("50", "51", "52");
    }

    /** Why statements about them may pass in statement format. */
    @Test
    void tablesOfTheServersOwnDatabasesCanHaveNoTriggers() {
        server.execute("create table mysql.beat (id int primary key)");
        for (String table : new String[] {"mysql.beat", "performance_schema.setup_actors"}) {
            String trigger = "create trigger " + table + "_ai after insert on " + table + " for each row set @a = 1";
            assertThatThrownBy(() -> server.execute(trigger)).as(table).isInstanceOf(RuntimeException.class);
        }
        assertThat(server.query("select trigger_name from information_schema.triggers where event_object_schema in"
                        + " ('mysql', 'performance_schema')"))
                .isEmpty();
    }
}
