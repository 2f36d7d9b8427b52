/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.core.registry.RegistryCodec;
import io.crosscurrent.core.registry.RegistryRecord;
import io.crosscurrent.core.source.TaskTopics;
import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaEngine.TopicRequest;
import io.crosscurrent.engines.kafka.KafkaSettings;
import io.crosscurrent.server.fake.FakeConnect;
import io.crosscurrent.server.fake.TestPlane;
import io.crosscurrent.testing.tls.TestAuthority;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.databasemigration.model.*;

/** The Database Migration Service as the AWS SDK for Java sees it: real listener, store and Kafka, fake Connect. */
class DmsServiceIT {
    private static final String MAPPINGS =
            """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1",
              "object-locator": {"schema-name": "salesdb", "table-name": "%"}, "rule-action": "include"}]}""";
    private static final String SECRET_TEXT = "pw-of-";

    @TempDir
    static Path kafkaDirectory;

    private static EmbeddedKafka kafka;

    @TempDir
    Path directory;

    private FakeConnect connect;
    private TestPlane plane;

    @BeforeAll
    static void startKafka() {
        kafka = new EmbeddedKafka(KafkaSettings.in(kafkaDirectory, new KafkaCredentials("platform", "pw-of-platform")));
        kafka.start();
        kafka.putUser("dms", "pw-of-\"dms\\");
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void start() {
        connect = new FakeConnect();
        plane = new TestPlane(directory, kafka, connect);
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void anAssessmentRunChecksSourceAndTargetAndLeavesAReport() {
        String task = task("assessed", "full-load", "{}");
        String run = plane.dms
                .startReplicationTaskAssessmentRun(r -> r.replicationTaskArn(task)
                        .serviceAccessRoleArn("arn:aws:iam::1:role/r")
                        .resultLocationBucket("reports")
                        .assessmentRunName("first"))
                .replicationTaskAssessmentRun()
                .replicationTaskAssessmentRunArn();
        await().untilAsserted(() -> assertThat(plane.dms
                        .describeReplicationTaskAssessmentRuns(r -> r.filters(filter("replication-task-arn", task)))
                        .replicationTaskAssessmentRuns())
                .singleElement()
                .satisfies(done -> {
                    assertThat(done.status()).isNotEqualTo("running");
                    assertThat(done.assessmentProgress().individualAssessmentCount())
                            .isPositive();
                    assertThat(done.isLatestTaskAssessmentRun()).isTrue();
                }));
        assertThat(plane.dms
                        .describeReplicationTaskIndividualAssessments(
                                r -> r.filters(filter("replication-task-assessment-run-arn", run)))
                        .replicationTaskIndividualAssessments())
                .isNotEmpty();
        assertThat(directory.resolve("objects").resolve("reports")).isDirectoryContaining("glob:**.key");
        plane.dms.deleteReplicationTaskAssessmentRun(r -> r.replicationTaskAssessmentRunArn(run));
        assertThat(plane.dms.describeReplicationTaskAssessmentRuns(r -> {}).replicationTaskAssessmentRuns())
                .isEmpty();
    }

    @Test
    void consolesLearnWhatThereIs() {
        assertThat(plane.dms.describeOrderableReplicationInstances().orderableReplicationInstances())
                .extracting(each -> each.replicationInstanceClass())
                .contains("dms.t3.medium");
        assertThat(plane.dms.describeEngineVersions(r -> {}).engineVersions()).hasSize(1);
        assertThat(plane.dms
                        .describeEndpointSettings(r -> r.engineName("kafka"))
                        .endpointSettings())
                .extracting(each -> each.name())
                .contains("Broker", "SaslPassword");
        assertThatThrownBy(() -> plane.dms.describeEndpointSettings(r -> r.engineName("oracle")))
                .hasMessageContaining("oracle is not offered here");
    }

    @Test
    void aTaskGoesThroughItsLifeWithTheWaitersOfTheClients() throws Exception {
        // Given
        String task = task("orders", "full-load-and-cdc", "{}");
        plane.waiter().waitUntilReplicationTaskReady(byTask(task));
        // When
        assertThat(begin(task, "start-replication").statusAsText()).isEqualTo("starting");
        plane.waiter().waitUntilReplicationTaskRunning(byTask(task));
        // Then
        String id = Arns.id(task);
        tell(new RegistryRecord.Task(
                id, "stream", "mysql-bin.000003:420", "checkpoint:V1#1", 5, System.currentTimeMillis(), 1_500));
        tell(statistics(id, "orders", "Table completed", 326));
        tell(statistics(id, "payments", "Full load", 10));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        plane
                                .dms
                                .describeTableStatisticsPaginator(
                                        r -> r.replicationTaskArn(task).maxRecords(1))
                                .stream()
                                .flatMap(page -> page.tableStatistics().stream())
                                .map(TableStatistics::tableName))
                .containsExactly("orders", "payments"));
        assertThat(plane.metrics())
                .contains("crosscurrent_task_state{state=\"running\",task=\"orders\"} 1.0")
                .contains("crosscurrent_task_full_load_rows{task=\"orders\"} 336.0")
                .contains("crosscurrent_task_changes_total{operation=\"update\",task=\"orders\"} 4.0")
                .contains("crosscurrent_task_lag_seconds{task=\"orders\"} 1.5");
        ReplicationTask running = describe(task);
        assertThat(running.recoveryCheckpoint()).isEqualTo("checkpoint:V1#1");
        assertThat(running.replicationTaskStats().tablesLoaded()).isEqualTo(1);
        assertThat(running.replicationTaskStats().tablesLoading()).isEqualTo(1);
        // When
        assertThat(plane.dms
                        .stopReplicationTask(r -> r.replicationTaskArn(task))
                        .replicationTask()
                        .status())
                .isEqualTo("stopping");
        plane.waiter().waitUntilReplicationTaskStopped(byTask(task));
        assertThat(describe(task).stopReason()).isEqualTo("Stop Reason NORMAL");
        assertThat(begin(task, "resume-processing").statusAsText()).isEqualTo("starting");
        plane.waiter().waitUntilReplicationTaskRunning(byTask(task));
        plane.dms.stopReplicationTask(r -> r.replicationTaskArn(task));
        plane.waiter().waitUntilReplicationTaskStopped(byTask(task));
        assertThat(plane.dms
                        .deleteReplicationTask(r -> r.replicationTaskArn(task))
                        .replicationTask()
                        .status())
                .isEqualTo("deleting");
        plane.waiter().waitUntilReplicationTaskDeleted(byTask(task));
        // Then
        assertThat(connect.connectors()).isEmpty();
        assertThat(plane.dms.describeEvents(r -> r.sourceIdentifier("orders")).events())
                .extracting(Event::message)
                .contains("Replication task has started.", "Replication task has been deleted.");
    }

    @Test
    void reloadingForgetsStateAndCounts() throws Exception {
        // Given
        String task = running("again", "full-load-and-cdc", "{}");
        String id = Arns.id(task);
        tell(statistics(id, "orders", "Table completed", 326));
        await().atMost(Duration.ofSeconds(20)).until(() -> !tables(task).isEmpty());
        plane.dms.stopReplicationTask(r -> r.replicationTaskArn(task));
        plane.waiter().waitUntilReplicationTaskStopped(byTask(task));
        kafka.createTopics(List.of(
                new TopicRequest(TaskTopics.state(id), 1, 1, Map.of()),
                new TopicRequest(TaskTopics.state(id + "0"), 1, 1, Map.of())));
        // When
        begin(task, "reload-target");
        plane.waiter().waitUntilReplicationTaskRunning(byTask(task));
        // Then
        assertThat(kafka.topics())
                .extracting(topic -> topic.name())
                .doesNotContain(TaskTopics.state(id))
                .contains(TaskTopics.state(id + "0"));
        assertThat(tables(task)).isEmpty();
    }

    @Test
    void aTableOfARunningTaskIsLoadedOnceMore() throws Exception {
        // Given
        String task = running("once-more", "full-load-and-cdc", "{}");
        String id = Arns.id(task);
        tell(statistics(id, "orders", "Table completed", 326));
        tell(statistics(id, "lines", "Full load", 10));
        await().atMost(Duration.ofSeconds(20)).until(() -> tables(task).size() == 2);
        assertThatThrownBy(() -> reload(task, "customers")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> reload(task, "lines"))
                .isInstanceOf(InvalidResourceStateException.class)
                .hasMessageContaining("first load has not ended");
        // When
        assertThat(reload(task, "orders").replicationTaskArn()).isEqualTo(task);
        // Then
        await().atMost(Duration.ofSeconds(20)).until(() -> connect.configurations
                .get("task-" + id)
                .get("reload.tables")
                .matches("\\[\\{\"schema\":\"salesdb\",\"table\":\"orders\",\"number\":\\d+}]"));
        await().atMost(Duration.ofSeconds(20)).until(() -> connect.calls.contains("resume task-" + id));
        assertThat(describe(task).status()).isEqualTo("running");
        assertThat(state(task, "orders").tableState()).isEqualTo("Table is being reloaded");
        tell(new RegistryRecord.Statistics(
                id, "salesdb", "orders", "Table completed", 330, 330, 5, 9, 1, 2, 3, 0, 12, Long.MAX_VALUE, true));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> state(task, "orders").tableState().equals("Table completed"));
        assertThat(state(task, "orders").fullLoadReloaded()).isTrue();
    }

    private ReloadTablesResponse reload(String task, String table) {
        TableToReload wanted =
                TableToReload.builder().schemaName("salesdb").tableName(table).build();
        return plane.dms.reloadTables(r -> r.replicationTaskArn(task).tablesToReload(List.of(wanted)));
    }

    private TableStatistics state(String task, String table) {
        return tables(task).stream()
                .filter(each -> each.tableName().equals(table))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFullLoadTaskStopsByItself() throws Exception {
        String task = running("load", "full-load", "{}");
        tell(new RegistryRecord.Task(Arns.id(task), "finished", "", "", 0, System.currentTimeMillis(), 0));
        plane.waiter().waitUntilReplicationTaskStopped(byTask(task));
        assertThat(describe(task).stopReason()).isEqualTo("Stop Reason FULL_LOAD_ONLY_FINISHED");
    }

    @Test
    void aStartTimeReachesTheCapture() {
        String task = task("since", "cdc", "{}");
        Instant time = Instant.parse("2026-02-09T12:12:12Z");
        assertThat(code(() -> plane.dms.startReplicationTask(r -> r.replicationTaskArn(task)
                        .startReplicationTaskType("start-replication")
                        .cdcStartTime(time)
                        .cdcStartPosition("mysql-bin.000003:420"))))
                .isEqualTo("InvalidParameterCombinationException");
        plane.dms.startReplicationTask(r -> r.replicationTaskArn(task)
                .startReplicationTaskType("start-replication")
                .cdcStartTime(time));
        plane.waiter().waitUntilReplicationTaskRunning(byTask(task));
        assertThat(describe(task).cdcStartPosition()).isEqualTo("2026-02-09T12:12:12");
        assertThat(connect.configurations.get("task-" + Arns.id(task)))
                .containsEntry("cdc.start.position", "2026-02-09T12:12:12");
    }

    @Test
    void aBrokenConnectorFailsTheTaskWithTheReason() {
        String task = running("broken", "cdc", "{}");
        connect.breakDown(
                "task-" + Arns.id(task),
                "org.apache.kafka.connect.errors.ConnectException: db:3306 no longer has binlog b.000001"
                        + " [source.binlog_purged] Reload the task.\n\tat io.x.Y.z(Y.java:1)\n");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> describe(task).status().equals("failed"));
        assertThat(describe(task).lastFailureMessage())
                .isEqualTo("db:3306 no longer has binlog b.000001 [source.binlog_purged] Reload the task.");
        assertThat(describe(task).stopReason()).isEqualTo("Stop Reason FATAL_ERROR");
        begin(task, "resume-processing");
        plane.waiter().waitUntilReplicationTaskRunning(byTask(task));
        assertThat(describe(task).lastFailureMessage()).isNull();
    }

    @Test
    void aLostConnectionIsTriedAgain() {
        String task = running("lost", "cdc", "{\"ErrorBehavior\": {\"RecoverableErrorInterval\": 1}}");
        String connector = "task-" + Arns.id(task);
        connect.breakDown(connector, "x.Y: gone [source.connection_lost] Nothing to do.");
        await().atMost(Duration.ofSeconds(20)).until(() -> connect.calls.contains("resume " + connector));
        assertThat(describe(task).status()).isEqualTo("running");
    }

    @Test
    void runningTasksRunAgainAfterARestart() {
        // Given
        String task = running("survivor", "cdc", "{}");
        plane.close();
        // When
        connect = new FakeConnect();
        plane = new TestPlane(directory, kafka, connect);
        // Then
        await().atMost(Duration.ofSeconds(20)).until(() -> connect.connectors().contains("task-" + Arns.id(task)));
        assertThat(describe(task).status()).isEqualTo("running");
    }

    @Test
    void noSecretIsShownOrHandedToConnect() {
        String task = running("quiet", "cdc", "{}");
        String configuration =
                connect.configurations.get("task-" + Arns.id(task)).toString();
        assertThat(configuration)
                .doesNotContain(SECRET_TEXT)
                .contains("source.password=${crosscurrent:crosscurrent/endpoint/")
                .contains("connector.class=io.crosscurrent.connect.CrosscurrentSourceConnector");
        assertThat(plane.dms.describeEndpoints(r -> {}).toString()).doesNotContain(SECRET_TEXT);
        assertThat(describe(task).toString()).doesNotContain(SECRET_TEXT);
        assertThat(plane.secrets.listSecrets(r -> {}).secretList()).isEmpty();
    }

    @Test
    void theLinkToTheSourceIsConfiguredByTheEndpointAndItsClientKeyStaysSealed(@TempDir Path keys) throws Exception {
        // Given
        TestAuthority.Identity identity = new TestAuthority(keys, "authority").issue("capture", "", 0, 30);
        String certificate = plane.dms
                .importCertificate(r -> r.certificateIdentifier("capture").certificatePem(identity.certificatePem()))
                .certificate()
                .certificateArn();
        String key = plane.dms
                .importCertificate(r -> r.certificateIdentifier("capture-key").certificatePem(identity.keyPem()))
                .certificate()
                .certificateArn();
        String source = endpoint(r -> r.endpointIdentifier("linked")
                .endpointType("source")
                .engineName("mysql")
                .serverName("db")
                .username("reader")
                .password("pw-of-reader")
                .sslMode("require")
                .extraConnectionAttributes("connectionCompression=zstd;sslClientCertificateArn=" + certificate
                        + ";sslClientKeyArn=" + key));
        String target = target("linked-target");
        String task = plane.dms
                .createReplicationTask(r -> r.replicationTaskIdentifier("linked")
                        .replicationInstanceArn(instance())
                        .sourceEndpointArn(source)
                        .targetEndpointArn(target)
                        .migrationType("cdc")
                        .tableMappings(MAPPINGS))
                .replicationTask()
                .replicationTaskArn();
        // When
        begin(task, "start-replication");
        plane.waiter().waitUntilReplicationTaskRunning(byTask(task));
        // Then
        assertThat(connect.configurations.get("task-" + Arns.id(task)))
                .containsEntry("source.options.ConnectionCompression", "zstd")
                .containsEntry("source.options.SslClientCertificate", identity.certificatePem())
                .containsEntry(
                        "source.options.SslClientKey",
                        "${crosscurrent:crosscurrent/endpoint/cert-" + Arns.id(key) + ":pem}");
        assertThat(code(() -> endpoint(r -> r.endpointIdentifier("half")
                        .endpointType("source")
                        .engineName("mysql")
                        .serverName("db")
                        .username("reader")
                        .password("pw-of-reader")
                        .extraConnectionAttributes("sslClientKeyArn=" + key))))
                .isEqualTo("InvalidParameterCombinationException");
    }

    @Test
    void anotherKafkaGetsItsLoginAsPlaceholders(@TempDir Path elsewhere) throws Exception {
        try (EmbeddedKafka other =
                new EmbeddedKafka(KafkaSettings.in(elsewhere, new KafkaCredentials("other", "pw-of-other")))) {
            // Given
            other.start();
            String target = endpoint(r -> r.endpointIdentifier("other")
                    .endpointType("target")
                    .engineName("kafka")
                    .kafkaSettings(k -> k.broker(other.bootstrapServers())
                            .securityProtocol("sasl-plaintext")
                            .saslUsername("other")
                            .saslPassword("pw-of-other")));
            String task = plane.dms
                    .createReplicationTask(r -> r.replicationTaskIdentifier("other")
                            .replicationInstanceArn(instance())
                            .sourceEndpointArn(source("other-source", "db"))
                            .targetEndpointArn(target)
                            .migrationType("cdc")
                            .tableMappings(MAPPINGS))
                    .replicationTask()
                    .replicationTaskArn();
            // When
            begin(task, "start-replication");
            plane.waiter().waitUntilReplicationTaskRunning(byTask(task));
            // Then
            Map<String, String> configuration = connect.configurations.get("task-" + Arns.id(task));
            assertThat(configuration.toString()).doesNotContain(SECRET_TEXT);
            assertThat(configuration)
                    .containsEntry("target.client.bootstrap.servers", other.bootstrapServers())
                    .containsEntry("target.client.security.protocol", "SASL_PLAINTEXT");
            assertThat(configuration.get("target.client.sasl.jaas.config"))
                    .contains("username=\"other\" password=\"${crosscurrent:crosscurrent/endpoint/" + Arns.id(target)
                            + ":saslPasswordQuoted}\"");
            assertThat(plane.secrets
                            .getSecretValue(r -> r.secretId("crosscurrent/endpoint/" + Arns.id(target)))
                            .secretString())
                    .contains("\"saslPasswordQuoted\":\"pw-of-other\"");
            assertThat(other.topics()).extracting(topic -> topic.name()).contains(RegistryRecord.DEFAULT_TOPIC);
            plane.dms.stopReplicationTask(r -> r.replicationTaskArn(task));
            plane.waiter().waitUntilReplicationTaskStopped(byTask(task));
        }
    }

    @Test
    void aTaskWhoseKafkaIsOutOfReachFailsBeforeItsConnectorExists() {
        String target = endpoint(r -> r.endpointIdentifier("far")
                .endpointType("target")
                .engineName("kafka")
                .kafkaSettings(k -> k.broker("127.0.0.1:1")
                        .securityProtocol("sasl-ssl")
                        .saslUsername("u")
                        .saslPassword("pw-of-far")));
        String task = plane.dms
                .createReplicationTask(r -> r.replicationTaskIdentifier("far")
                        .replicationInstanceArn(instance())
                        .sourceEndpointArn(source("far-source", "db"))
                        .targetEndpointArn(target)
                        .migrationType("cdc")
                        .tableMappings(MAPPINGS))
                .replicationTask()
                .replicationTaskArn();
        begin(task, "start-replication");
        await().atMost(Duration.ofSeconds(40))
                .until(() -> describe(task).status().equals("failed"));
        assertThat(describe(task).lastFailureMessage()).contains("127.0.0.1:1 cannot be reached");
        assertThat(connect.connectors()).isEmpty();
    }

    @Test
    void connectionsAreTestedWithTheLoginOfTheEndpoint() {
        String instance = instance();
        String good = source("good", "db");
        String bad = source("bad", "nowhere");
        plane.secrets.createSecret(r -> r.name("mysql/reader")
                .secretString("{\"username\":\"reader\",\"password\":\"pw-of-reader\",\"host\":\"db\",\"port\":3307}"));
        String secret = endpoint(r -> r.endpointIdentifier("by-secret")
                .endpointType("source")
                .engineName("mysql")
                .mySQLSettings(m -> m.secretsManagerSecretId("mysql/reader").secretsManagerAccessRoleArn("r")));
        String target = target("own");
        for (String each : List.of(good, secret, target)) {
            plane.dms.testConnection(r -> r.replicationInstanceArn(instance).endpointArn(each));
            plane.waiter().waitUntilTestConnectionSucceeds(r -> r.filters(filter("endpoint-arn", each)));
        }
        plane.dms.testConnection(r -> r.replicationInstanceArn(instance).endpointArn(bad));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(plane.dms
                        .describeConnections(r -> r.filters(filter("endpoint-arn", bad)))
                        .connections())
                .singleElement()
                .satisfies(connection -> {
                    assertThat(connection.status()).isEqualTo("failed");
                    assertThat(connection.lastFailureMessage())
                            .isEqualTo("nowhere does not answer. Choose another host.");
                }));
        plane.dms.modifyEndpoint(r -> r.endpointArn(target).kafkaSettings(k -> k.saslPassword("pw-of-nobody")));
        plane.dms.testConnection(r -> r.replicationInstanceArn(instance).endpointArn(target));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(plane.dms
                        .describeConnections(r -> r.filters(filter("endpoint-arn", target)))
                        .connections())
                .singleElement()
                .satisfies(connection ->
                        assertThat(connection.lastFailureMessage()).contains("refused the login")));
        assertThat(plane.dms.describeSchemas(r -> r.endpointArn(good)).schemas())
                .containsExactly("classicmodels", "salesdb");
        plane.dms.refreshSchemas(r -> r.endpointArn(good).replicationInstanceArn(instance));
        await().atMost(Duration.ofSeconds(20)).until(() -> plane.dms
                .describeRefreshSchemasStatus(r -> r.endpointArn(good))
                .refreshSchemasStatus()
                .statusAsString()
                .equals("successful"));
    }

    @Test
    void filtersThatMatchNothingAreAnError() {
        assertThat(plane.dms.describeReplicationTasks(r -> {}).replicationTasks())
                .isEmpty();
        assertThatThrownBy(() -> plane.dms.describeReplicationTasks(byTask("arn:aws:dms:none")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("No Tasks found matching the filters");
        String endpoint = source("short", "db");
        plane.dms.deleteEndpoint(r -> r.endpointArn(endpoint));
        plane.waiter().waitUntilEndpointDeleted(r -> r.filters(filter("endpoint-arn", endpoint)));
        String instance = instance();
        plane.waiter()
                .waitUntilReplicationInstanceAvailable(r -> r.filters(filter("replication-instance-arn", instance)));
        plane.dms.deleteReplicationInstance(r -> r.replicationInstanceArn(instance));
        plane.waiter()
                .waitUntilReplicationInstanceDeleted(r -> r.filters(filter("replication-instance-arn", instance)));
    }

    @Test
    void wrongCallsAreToldWhatIsWrong() {
        String task = running("strict", "full-load-and-cdc", "{}");
        assertThatThrownBy(() -> plane.dms.deleteReplicationTask(r -> r.replicationTaskArn(task)))
                .isInstanceOf(InvalidResourceStateException.class);
        assertThatThrownBy(() -> begin(task, "resume-processing")).isInstanceOf(InvalidResourceStateException.class);
        assertThatThrownBy(() -> plane.dms.deleteEndpoint(
                        r -> r.endpointArn(describe(task).sourceEndpointArn())))
                .isInstanceOf(InvalidResourceStateException.class);
        plane.dms.stopReplicationTask(r -> r.replicationTaskArn(task));
        plane.waiter().waitUntilReplicationTaskStopped(byTask(task));
        assertThat(code(() -> begin(task, "start-replication"))).isEqualTo("InvalidParameterCombinationException");
        assertThat(code(() -> plane.dms.modifyReplicationTask(
                        r -> r.replicationTaskArn(task).replicationTaskSettings("{\"FullLoadSettings\": 7}"))))
                .isEqualTo("InvalidParameterValueException");
        assertThat(code(() -> plane.dms.modifyReplicationTask(
                        r -> r.replicationTaskArn(task).tableMappings("{\"rules\": []}"))))
                .isEqualTo("InvalidParameterValueException");
        assertThat(code(() -> plane.dms.createEndpoint(r -> r.endpointIdentifier("x"))))
                .isEqualTo("InvalidParameterValueException");
        assertThatThrownBy(() -> source("strict-source", "db")).isInstanceOf(ResourceAlreadyExistsException.class);
        plane.dms.modifyReplicationTask(r -> r.replicationTaskArn(task)
                .replicationTaskSettings("{\"FullLoadSettings\": {\"MaxFullLoadSubTasks\": 3}}"));
        assertThat(describe(task).replicationTaskSettings())
                .contains("\"MaxFullLoadSubTasks\":3")
                .contains("\"CommitRate\":10000");
        assertThat(plane.dms
                        .describeReplicationTasks(r -> r.withoutSettings(true))
                        .replicationTasks()
                        .get(0)
                        .tableMappings())
                .isNull();
    }

    @Test
    void tagsAndQuotasAreKept() {
        String instance = instance();
        plane.dms.addTagsToResource(r -> r.resourceArn(instance)
                .tags(Tag.builder().key("team").value("x").build()));
        assertThat(plane.dms.listTagsForResource(r -> r.resourceArn(instance)).tagList())
                .containsExactly(Tag.builder().key("team").value("x").build());
        plane.dms.removeTagsFromResource(r -> r.resourceArn(instance).tagKeys("team"));
        assertThat(plane.dms.listTagsForResource(r -> r.resourceArn(instance)).tagList())
                .isEmpty();
        assertThat(plane.dms.describeAccountAttributes(r -> {}).accountQuotas()).isNotEmpty();
        assertThat(plane.dms.describeEndpointTypes(r -> {}).supportedEndpointTypes())
                .extracting(SupportedEndpointType::engineName)
                .contains("mysql", "kafka");
    }

    private record Started(String statusAsText) {}

    private Started begin(String task, String type) {
        return new Started(plane.dms
                .startReplicationTask(r -> r.replicationTaskArn(task).startReplicationTaskType(type))
                .replicationTask()
                .status());
    }

    private String running(String name, String type, String settings) {
        String task = task(name, type, settings);
        begin(task, "start-replication");
        plane.waiter().waitUntilReplicationTaskRunning(byTask(task));
        return task;
    }

    private String task(String name, String type, String settings) {
        String instance = instance();
        String source = source(name + "-source", "db");
        String target = target(name + "-target");
        ReplicationTask task = plane.dms
                .createReplicationTask(r -> r.replicationTaskIdentifier(name)
                        .replicationInstanceArn(instance)
                        .sourceEndpointArn(source)
                        .targetEndpointArn(target)
                        .migrationType(type)
                        .tableMappings(MAPPINGS)
                        .replicationTaskSettings(settings))
                .replicationTask();
        assertThat(task.status()).isEqualTo("creating");
        return task.replicationTaskArn();
    }

    private String instance() {
        return plane.dms
                .createReplicationInstance(r -> r.replicationInstanceIdentifier("ri-" + System.nanoTime())
                        .replicationInstanceClass("dms.t3.medium"))
                .replicationInstance()
                .replicationInstanceArn();
    }

    private String source(String name, String host) {
        return endpoint(r -> r.endpointIdentifier(name)
                .endpointType("source")
                .engineName("mysql")
                .serverName(host)
                .username("reader")
                .password("pw-of-reader"));
    }

    private String target(String name) {
        return endpoint(r -> r.endpointIdentifier(name)
                .endpointType("target")
                .engineName("kafka")
                .kafkaSettings(k -> k.broker(kafka.bootstrapServers())
                        .topic("orders")
                        .securityProtocol("sasl-ssl")
                        .saslUsername("dms")
                        .saslPassword("pw-of-\"dms\\")));
    }

    private String endpoint(java.util.function.Consumer<CreateEndpointRequest.Builder> request) {
        return plane.dms.createEndpoint(request).endpoint().endpointArn();
    }

    private ReplicationTask describe(String task) {
        return plane.dms
                .describeReplicationTasks(byTask(task))
                .replicationTasks()
                .get(0);
    }

    private List<TableStatistics> tables(String task) {
        return plane.dms
                .describeTableStatistics(r -> r.replicationTaskArn(task))
                .tableStatistics();
    }

    private static DescribeReplicationTasksRequest byTask(String task) {
        return DescribeReplicationTasksRequest.builder()
                .filters(filter("replication-task-arn", task))
                .build();
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    private static String code(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        Throwable failure = org.assertj.core.api.Assertions.catchThrowable(call);
        assertThat(failure).isInstanceOf(DatabaseMigrationException.class);
        return ((DatabaseMigrationException) failure).awsErrorDetails().errorCode();
    }

    private static RegistryRecord statistics(String task, String table, String state, long rows) {
        return new RegistryRecord.Statistics(task, "salesdb", table, state, rows, 400, 5, 9, 1, 2, 3, 0, 12, 0, false);
    }

    private static void tell(RegistryRecord entry) throws Exception {
        Map<String, Object> properties = new HashMap<>(kafka.clientProperties());
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, bytes, bytes)) {
            producer.send(new ProducerRecord<>(
                            RegistryRecord.DEFAULT_TOPIC, RegistryCodec.key(entry), RegistryCodec.value(entry)))
                    .get(20, TimeUnit.SECONDS);
        }
    }
}
