/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import static io.crosscurrent.server.dms.DmsCalls.byTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaSettings;
import io.crosscurrent.server.dms.Arns;
import io.crosscurrent.server.dms.DmsCalls;
import io.crosscurrent.server.fake.PlaneExtension;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/** A task ran when the platform ended; its Kafka, one of others, is away when the platform starts. */
class TargetAwayIT {
    @RegisterExtension
    final PlaneExtension planes = new PlaneExtension();

    @TempDir
    Path directory;

    private final DmsCalls calls = new DmsCalls(planes);
    private EmbeddedKafka other;
    private String target;

    @BeforeEach
    void startOther() {
        other = other();
        target = calls.endpoint(r -> r.endpointIdentifier("other")
                .endpointType("target")
                .engineName("kafka")
                .kafkaSettings(k -> k.broker(other.bootstrapServers())
                        .securityProtocol("sasl-plaintext")
                        .saslUsername("other")
                        .saslPassword("pw-of-other")));
    }

    @AfterEach
    void stopOther() {
        other.close();
    }

    /** Has its address again when it starts anew. */
    private EmbeddedKafka other() {
        return started(KafkaSettings.in(directory.resolve("other"), new KafkaCredentials("other", "pw-of-other")));
    }

    private static EmbeddedKafka started(KafkaSettings settings) {
        EmbeddedKafka kafka = new EmbeddedKafka(settings);
        kafka.start();
        return kafka;
    }

    private String running(String name, String behavior) {
        String task = calls.task(
                name, "cdc", "{\"ErrorBehavior\": {" + behavior + "}}", calls.source(name + "-source", "db"), target);
        calls.begin(task, "start-replication");
        calls.waiter().waitUntilReplicationTaskRunning(byTask(task));
        return task;
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(120));
    }

    private ReplicationTask told(String task) {
        return patiently().until(() -> calls.describe(task), each -> each.lastFailureMessage() != null);
    }

    @Test
    void theTaskRunsWhenItIsBackAndSaysMeanwhileWhatItWaitsFor() {
        // Given
        String task = running("patient", "\"RecoverableErrorInterval\": 1");
        // When
        other.close();
        planes.restart();
        // Then
        ReplicationTask waiting = told(task);
        assertThat(waiting.lastFailureMessage())
                .contains("Kafka at " + other.bootstrapServers() + " cannot be reached", "[target.unreachable]")
                .endsWith("that the brokers run.");
        assertThat(waiting.status()).isEqualTo("running");
        assertThat(planes.connect().connectors()).isEmpty();
        // When
        other = other();
        // Then
        patiently().until(() -> planes.connect().connectors().contains("task-" + Arns.id(task)));
        patiently().until(() -> calls.describe(task).lastFailureMessage() == null);
        assertThat(calls.describe(task).status()).isEqualTo("running");
    }

    @Test
    void aTaskThatIsNotToTryAgainFailsWithTheReason() {
        // Given
        String task = running("hasty", "\"RecoverableErrorCount\": 0");
        // When
        other.close();
        planes.restart();
        // Then
        patiently().until(() -> calls.describe(task).status().equals("failed"));
        assertThat(calls.describe(task).lastFailureMessage()).contains("[target.unreachable]");
        assertThat(calls.describe(task).stopReason()).isEqualTo("Stop Reason FATAL_ERROR");
    }

    @Test
    void aPlatformThatEndsMeanwhileLeavesTheTaskRunningAndItCanBeStopped() {
        // Given
        String task = running("stopped", "\"RecoverableErrorInterval\": 1");
        other.close();
        planes.restart();
        // When
        planes.restart();
        // Then
        assertThat(told(task).status()).isEqualTo("running");
        // When
        calls.dms().stopReplicationTask(r -> r.replicationTaskArn(task));
        // Then
        calls.waiter().waitUntilReplicationTaskStopped(byTask(task));
        assertThat(calls.describe(task).lastFailureMessage()).isNull();
    }

    @Test
    void aKafkaThatRefusesTheLoginIsNotAway() {
        // Given
        String task = running("refused", "");
        int port = Integer.parseInt(other.bootstrapServers().replaceFirst(".*:", ""));
        other.close();
        other = started(KafkaSettings.in(directory.resolve("changed"), new KafkaCredentials("other", "pw-changed"))
                .withPort(port));
        // When
        planes.restart();
        // Then
        patiently().until(() -> calls.describe(task).status().equals("failed"));
        assertThat(calls.describe(task).lastFailureMessage()).contains("[registry.unavailable]");
    }
}
