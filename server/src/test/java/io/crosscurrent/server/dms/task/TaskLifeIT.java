/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import static io.crosscurrent.server.dms.DmsCalls.byTask;
import static io.crosscurrent.server.dms.DmsCalls.code;
import static io.crosscurrent.server.dms.DmsCalls.statistics;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.core.registry.RegistryRecord;
import io.crosscurrent.core.source.TaskTopics;
import io.crosscurrent.engines.kafka.KafkaEngine.TopicRequest;
import io.crosscurrent.server.dms.Arns;
import io.crosscurrent.server.dms.DmsCalls;
import io.crosscurrent.server.fake.PlaneExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.databasemigration.model.*;

/** What a replication task goes through, with the waiters of the SDK; a fake Connect tells what it is asked for. */
class TaskLifeIT {
    @RegisterExtension
    final PlaneExtension planes = new PlaneExtension();

    private final DmsCalls calls = new DmsCalls(planes);

    @Test
    void aTaskGoesThroughItsLifeWithTheWaitersOfTheClients() throws Exception {
        // Given
        String task = calls.task("orders", "full-load-and-cdc", "{}");
        calls.waiter().waitUntilReplicationTaskReady(byTask(task));
        // When
        assertThat(calls.begin(task, "start-replication")).isEqualTo("starting");
        calls.waiter().waitUntilReplicationTaskRunning(byTask(task));
        // Then
        String id = Arns.id(task);
        calls.tell(new RegistryRecord.Task(
                id, "stream", "mysql-bin.000003:420", "checkpoint:V1#1", 5, System.currentTimeMillis(), 1_500));
        calls.tell(statistics(id, "orders", "Table completed", 326));
        calls.tell(statistics(id, "payments", "Full load", 10));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        calls
                                .dms()
                                .describeTableStatisticsPaginator(
                                        r -> r.replicationTaskArn(task).maxRecords(1))
                                .stream()
                                .flatMap(page -> page.tableStatistics().stream())
                                .map(TableStatistics::tableName))
                .containsExactly("orders", "payments"));
        assertThat(planes.plane().metrics())
                .contains("crosscurrent_task_state{state=\"running\",task=\"orders\"} 1.0")
                .contains("crosscurrent_task_full_load_rows{task=\"orders\"} 336.0")
                .contains("crosscurrent_task_changes_total{operation=\"update\",task=\"orders\"} 4.0")
                .contains("crosscurrent_task_lag_seconds{task=\"orders\"} 1.5");
        ReplicationTask running = calls.describe(task);
        assertThat(running.recoveryCheckpoint()).isEqualTo("checkpoint:V1#1");
        assertThat(running.replicationTaskStats().tablesLoaded()).isEqualTo(1);
        assertThat(running.replicationTaskStats().tablesLoading()).isEqualTo(1);
        // When
        assertThat(calls.dms()
                        .stopReplicationTask(r -> r.replicationTaskArn(task))
                        .replicationTask()
                        .status())
                .isEqualTo("stopping");
        calls.waiter().waitUntilReplicationTaskStopped(byTask(task));
        assertThat(calls.describe(task).stopReason()).isEqualTo("Stop Reason NORMAL");
        assertThat(calls.begin(task, "resume-processing")).isEqualTo("starting");
        calls.waiter().waitUntilReplicationTaskRunning(byTask(task));
        calls.dms().stopReplicationTask(r -> r.replicationTaskArn(task));
        calls.waiter().waitUntilReplicationTaskStopped(byTask(task));
        assertThat(calls.dms()
                        .deleteReplicationTask(r -> r.replicationTaskArn(task))
                        .replicationTask()
                        .status())
                .isEqualTo("deleting");
        calls.waiter().waitUntilReplicationTaskDeleted(byTask(task));
        // Then
        assertThat(planes.connect().connectors()).isEmpty();
        assertThat(calls.dms().describeEvents(r -> r.sourceIdentifier("orders")).events())
                .extracting(Event::message)
                .contains("Replication task has started.", "Replication task has been deleted.");
    }

    @Test
    void reloadingForgetsStateAndCounts() throws Exception {
        // Given
        String task = calls.running("again", "full-load-and-cdc", "{}");
        String id = Arns.id(task);
        calls.tell(statistics(id, "orders", "Table completed", 326));
        await().atMost(Duration.ofSeconds(20)).until(() -> !calls.tables(task).isEmpty());
        calls.dms().stopReplicationTask(r -> r.replicationTaskArn(task));
        calls.waiter().waitUntilReplicationTaskStopped(byTask(task));
        planes.kafka()
                .createTopics(List.of(
                        new TopicRequest(TaskTopics.state(id), 1, 1, Map.of()),
                        new TopicRequest(TaskTopics.state(id + "0"), 1, 1, Map.of())));
        // When
        calls.begin(task, "reload-target");
        calls.waiter().waitUntilReplicationTaskRunning(byTask(task));
        // Then
        assertThat(planes.kafka().topics())
                .extracting(topic -> topic.name())
                .doesNotContain(TaskTopics.state(id))
                .contains(TaskTopics.state(id + "0"));
        assertThat(calls.tables(task)).isEmpty();
    }

    @Test
    void aTableOfARunningTaskIsLoadedOnceMore() throws Exception {
        // Given
        String task = calls.running("once-more", "full-load-and-cdc", "{}");
        String id = Arns.id(task);
        calls.tell(statistics(id, "orders", "Table completed", 326));
        calls.tell(statistics(id, "lines", "Full load", 10));
        await().atMost(Duration.ofSeconds(20)).until(() -> calls.tables(task).size() == 2);
        assertThatThrownBy(() -> reload(task, "customers")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> reload(task, "lines"))
                .isInstanceOf(InvalidResourceStateException.class)
                .hasMessageContaining("first load has not ended");
        // When
        assertThat(reload(task, "orders").replicationTaskArn()).isEqualTo(task);
        // Then
        await().atMost(Duration.ofSeconds(20)).until(() -> planes.connect()
                .configurations
                .get("task-" + id)
                .get("reload.tables")
                .matches("\\[\\{\"schema\":\"salesdb\",\"table\":\"orders\",\"number\":\\d+}]"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> planes.connect().calls.contains("resume task-" + id));
        assertThat(calls.describe(task).status()).isEqualTo("running");
        assertThat(state(task, "orders").tableState()).isEqualTo("Table is being reloaded");
        calls.tell(new RegistryRecord.Statistics(
                id, "salesdb", "orders", "Table completed", 330, 330, 5, 9, 1, 2, 3, 0, 12, Long.MAX_VALUE, true));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> state(task, "orders").tableState().equals("Table completed"));
        assertThat(state(task, "orders").fullLoadReloaded()).isTrue();
    }

    @Test
    void aFullLoadTaskStopsByItself() throws Exception {
        String task = calls.running("load", "full-load", "{}");
        calls.tell(new RegistryRecord.Task(Arns.id(task), "finished", "", "", 0, System.currentTimeMillis(), 0));
        calls.waiter().waitUntilReplicationTaskStopped(byTask(task));
        assertThat(calls.describe(task).stopReason()).isEqualTo("Stop Reason FULL_LOAD_ONLY_FINISHED");
    }

    @Test
    void aTaskStopsWhereItsStreamWasToEndAndRunsFromThereWhenStartedAgain() throws Exception {
        String task = calls.task("until", "cdc", "{}");
        String id = Arns.id(task);
        for (String wrong : List.of("commit_time:soon", "next week", "server_time:2026")) {
            assertThat(code(() -> calls.dms().startReplicationTask(r -> r.replicationTaskArn(task)
                            .startReplicationTaskType("start-replication")
                            .cdcStopPosition(wrong))))
                    .isEqualTo("InvalidParameterValueException");
        }
        calls.dms().startReplicationTask(r -> r.replicationTaskArn(task)
                .startReplicationTaskType("start-replication")
                .cdcStopPosition("commit_time:2026-02-09T12:12:12"));
        calls.waiter().waitUntilReplicationTaskRunning(byTask(task));
        assertThat(planes.connect().configurations.get("task-" + id))
                .containsEntry("cdc.stop.position", "commit_time:2026-02-09T12:12:12");
        // When
        calls.tell(new RegistryRecord.Task(id, "stopped", "", "", 0, System.currentTimeMillis(), 0));
        // Then
        calls.waiter().waitUntilReplicationTaskStopped(byTask(task));
        assertThat(calls.describe(task).stopReason()).isEqualTo("Stop Reason STOPPED_AT_COMMIT_TIME");
        // When
        calls.dms()
                .startReplicationTask(
                        r -> r.replicationTaskArn(task)
                                .startReplicationTaskType("resume-processing")
                                .cdcStopPosition(
                                        "checkpoint:V1#27#mysql-bin.157832:1975:-1:2002:677883278264080:mysql-bin.157832:1876#0#0#*#0#93"));
        calls.waiter().waitUntilReplicationTaskRunning(byTask(task));
        calls.tell(new RegistryRecord.Task(id, "stopped", "", "", 0, System.currentTimeMillis() + 1, 0));
        // Then
        calls.waiter().waitUntilReplicationTaskStopped(byTask(task));
        assertThat(calls.describe(task).stopReason()).isEqualTo("Stop Reason NORMAL");
    }

    @Test
    void aStartTimeReachesTheCapture() {
        String task = calls.task("since", "cdc", "{}");
        Instant time = Instant.parse("2026-02-09T12:12:12Z");
        assertThat(code(() -> calls.dms().startReplicationTask(r -> r.replicationTaskArn(task)
                        .startReplicationTaskType("start-replication")
                        .cdcStartTime(time)
                        .cdcStartPosition("mysql-bin.000003:420"))))
                .isEqualTo("InvalidParameterCombinationException");
        calls.dms().startReplicationTask(r -> r.replicationTaskArn(task)
                .startReplicationTaskType("start-replication")
                .cdcStartTime(time));
        calls.waiter().waitUntilReplicationTaskRunning(byTask(task));
        assertThat(calls.describe(task).cdcStartPosition()).isEqualTo("2026-02-09T12:12:12");
        assertThat(planes.connect().configurations.get("task-" + Arns.id(task)))
                .containsEntry("cdc.start.position", "2026-02-09T12:12:12");
    }

    @Test
    void aBrokenConnectorFailsTheTaskWithTheReason() {
        String task = calls.running("broken", "cdc", "{}");
        planes.connect()
                .breakDown(
                        "task-" + Arns.id(task),
                        "org.apache.kafka.connect.errors.ConnectException: db:3306 no longer has binlog b.000001"
                                + " [source.binlog_purged] Reload the task.\n\tat io.x.Y.z(Y.java:1)\n");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> calls.describe(task).status().equals("failed"));
        assertThat(calls.describe(task).lastFailureMessage())
                .isEqualTo("db:3306 no longer has binlog b.000001 [source.binlog_purged] Reload the task.");
        assertThat(calls.describe(task).stopReason()).isEqualTo("Stop Reason FATAL_ERROR");
        calls.begin(task, "resume-processing");
        calls.waiter().waitUntilReplicationTaskRunning(byTask(task));
        assertThat(calls.describe(task).lastFailureMessage()).isNull();
    }

    @Test
    void aLostConnectionIsTriedAgain() {
        String task = calls.running("lost", "cdc", "{\"ErrorBehavior\": {\"RecoverableErrorInterval\": 1}}");
        String connector = "task-" + Arns.id(task);
        planes.connect().breakDown(connector, "x.Y: gone [source.connection_lost] Nothing to do.");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> planes.connect().calls.contains("resume " + connector));
        assertThat(calls.describe(task).status()).isEqualTo("running");
        await().until(() -> calls.describe(task).lastFailureMessage() == null);
    }

    @Test
    void whatARunningTaskTriesAgainByItselfIsItsLastFailureUntilItIsOver() throws Exception {
        String task = calls.running("waiting", "cdc", "{}");
        String id = Arns.id(task);
        RegistryRecord.Trouble refused = new RegistryRecord.Trouble(
                id, "source.access_denied", "Access denied.", "Mend the login.", System.currentTimeMillis());
        calls.tell(refused);
        await().until(() -> calls.describe(task).lastFailureMessage() != null);
        assertThat(calls.describe(task).lastFailureMessage())
                .isEqualTo("Access denied. [source.access_denied] Mend the login.");
        assertThat(calls.describe(task).status()).isEqualTo("running");
        calls.tell(RegistryRecord.Trouble.none(id));
        await().until(() -> calls.describe(task).lastFailureMessage() == null);
        // what an earlier run met is no failure of a task that was stopped
        calls.tell(refused);
        await().until(() -> calls.describe(task).lastFailureMessage() != null);
        calls.dms().stopReplicationTask(r -> r.replicationTaskArn(task));
        calls.waiter().waitUntilReplicationTaskStopped(byTask(task));
        assertThat(calls.describe(task).lastFailureMessage()).isNull();
        calls.begin(task, "resume-processing");
        calls.waiter().waitUntilReplicationTaskRunning(byTask(task));
        assertThat(calls.describe(task).lastFailureMessage()).isNull();
    }

    @Test
    void runningTasksRunAgainAfterARestart() {
        // Given
        String task = calls.running("survivor", "cdc", "{}");
        // When
        planes.restart();
        // Then
        await().atMost(Duration.ofSeconds(20))
                .until(() -> planes.connect().connectors().contains("task-" + Arns.id(task)));
        assertThat(calls.describe(task).status()).isEqualTo("running");
    }

    @Test
    void wrongCallsAreToldWhatIsWrong() {
        String task = calls.running("strict", "full-load-and-cdc", "{}");
        assertThatThrownBy(() -> calls.dms().deleteReplicationTask(r -> r.replicationTaskArn(task)))
                .isInstanceOf(InvalidResourceStateException.class);
        assertThatThrownBy(() -> calls.begin(task, "resume-processing"))
                .isInstanceOf(InvalidResourceStateException.class);
        assertThatThrownBy(() -> calls.dms()
                        .deleteEndpoint(r -> r.endpointArn(calls.describe(task).sourceEndpointArn())))
                .isInstanceOf(InvalidResourceStateException.class);
        calls.dms().stopReplicationTask(r -> r.replicationTaskArn(task));
        calls.waiter().waitUntilReplicationTaskStopped(byTask(task));
        assertThat(code(() -> calls.begin(task, "start-replication")))
                .isEqualTo("InvalidParameterCombinationException");
        assertThat(code(() -> calls.dms().modifyReplicationTask(r -> r.replicationTaskArn(task)
                        .replicationTaskSettings("{\"FullLoadSettings\": 7}"))))
                .isEqualTo("InvalidParameterValueException");
        assertThat(code(() -> calls.dms()
                        .modifyReplicationTask(r -> r.replicationTaskArn(task).tableMappings("{\"rules\": []}"))))
                .isEqualTo("InvalidParameterValueException");
        assertThat(code(() -> calls.dms().createEndpoint(r -> r.endpointIdentifier("x"))))
                .isEqualTo("InvalidParameterValueException");
        assertThatThrownBy(() -> calls.source("strict-source", "db"))
                .isInstanceOf(ResourceAlreadyExistsException.class);
        calls.dms().modifyReplicationTask(r -> r.replicationTaskArn(task)
                .replicationTaskSettings("{\"FullLoadSettings\": {\"MaxFullLoadSubTasks\": 3}}"));
        assertThat(calls.describe(task).replicationTaskSettings())
                .contains("\"MaxFullLoadSubTasks\":3")
                .contains("\"CommitRate\":10000");
        assertThat(calls.dms()
                        .describeReplicationTasks(r -> r.withoutSettings(true))
                        .replicationTasks()
                        .get(0)
                        .tableMappings())
                .isNull();
    }

    private ReloadTablesResponse reload(String task, String table) {
        TableToReload wanted =
                TableToReload.builder().schemaName("salesdb").tableName(table).build();
        return calls.dms().reloadTables(r -> r.replicationTaskArn(task).tablesToReload(List.of(wanted)));
    }

    private TableStatistics state(String task, String table) {
        return calls.tables(task).stream()
                .filter(each -> each.tableName().equals(table))
                .findFirst()
                .orElseThrow();
    }
}
