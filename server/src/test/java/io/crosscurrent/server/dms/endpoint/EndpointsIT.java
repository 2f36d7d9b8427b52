/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.endpoint;

import static io.crosscurrent.server.dms.DmsCalls.SECRET_TEXT;
import static io.crosscurrent.server.dms.DmsCalls.byTask;
import static io.crosscurrent.server.dms.DmsCalls.code;
import static io.crosscurrent.server.dms.DmsCalls.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.core.registry.RegistryRecord;
import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaSettings;
import io.crosscurrent.server.dms.Arns;
import io.crosscurrent.server.dms.DmsCalls;
import io.crosscurrent.server.fake.PlaneExtension;
import io.crosscurrent.testing.tls.TestAuthority;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.databasemigration.model.*;

/** How tasks reach source and target, and who learns of the passwords. */
class EndpointsIT {
    @RegisterExtension
    final PlaneExtension planes = new PlaneExtension();

    private final DmsCalls calls = new DmsCalls(planes);

    @Test
    void noSecretIsShownOrHandedToConnect() {
        String task = calls.running("quiet", "cdc", "{}");
        String configuration =
                planes.connect().configurations.get("task-" + Arns.id(task)).toString();
        assertThat(configuration)
                .doesNotContain(SECRET_TEXT)
                .contains("source.password=${crosscurrent:crosscurrent/endpoint/")
                .contains("connector.class=io.crosscurrent.connect.CrosscurrentSourceConnector");
        assertThat(calls.dms().describeEndpoints(r -> {}).toString()).doesNotContain(SECRET_TEXT);
        assertThat(calls.describe(task).toString()).doesNotContain(SECRET_TEXT);
        assertThat(planes.plane().secrets.listSecrets(r -> {}).secretList()).isEmpty();
    }

    @Test
    void theLinkToTheSourceIsConfiguredByTheEndpointAndItsClientKeyStaysSealed(@TempDir Path keys) throws Exception {
        // Given
        TestAuthority.Identity identity = new TestAuthority(keys, "authority").issue("capture", "", 0, 30);
        String certificate = calls.dms()
                .importCertificate(r -> r.certificateIdentifier("capture").certificatePem(identity.certificatePem()))
                .certificate()
                .certificateArn();
        String key = calls.dms()
                .importCertificate(r -> r.certificateIdentifier("capture-key").certificatePem(identity.keyPem()))
                .certificate()
                .certificateArn();
        String source = calls.endpoint(r -> r.endpointIdentifier("linked")
                .endpointType("source")
                .engineName("mysql")
                .serverName("db")
                .username("reader")
                .password("pw-of-reader")
                .sslMode("require")
                .extraConnectionAttributes("connectionCompression=zstd;sslClientCertificateArn=" + certificate
                        + ";sslClientKeyArn=" + key));
        String target = calls.target("linked-target");
        String task = calls.task("linked", "cdc", "{}", source, target);
        // When
        calls.begin(task, "start-replication");
        calls.waiter().waitUntilReplicationTaskRunning(byTask(task));
        // Then
        assertThat(planes.connect().configurations.get("task-" + Arns.id(task)))
                .containsEntry("source.options.ConnectionCompression", "zstd")
                .containsEntry("source.options.SslClientCertificate", identity.certificatePem())
                .containsEntry(
                        "source.options.SslClientKey",
                        "${crosscurrent:crosscurrent/endpoint/cert-" + Arns.id(key) + ":pem}");
        assertThat(code(() -> calls.endpoint(r -> r.endpointIdentifier("half")
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
            String target = elsewhere(other, "other");
            String task = calls.task("other", "cdc", "{}", calls.source("other-source", "db"), target);
            // When
            calls.begin(task, "start-replication");
            calls.waiter().waitUntilReplicationTaskRunning(byTask(task));
            // Then
            Map<String, String> configuration = planes.connect().configurations.get("task-" + Arns.id(task));
            assertThat(configuration.toString()).doesNotContain(SECRET_TEXT);
            assertThat(configuration)
                    .containsEntry("target.client.bootstrap.servers", other.bootstrapServers())
                    .containsEntry("target.client.security.protocol", "SASL_PLAINTEXT");
            assertThat(configuration.get("target.client.sasl.jaas.config"))
                    .contains("username=\"other\" password=\"${crosscurrent:crosscurrent/endpoint/" + Arns.id(target)
                            + ":saslPasswordQuoted}\"");
            assertThat(planes.plane()
                            .secrets
                            .getSecretValue(r -> r.secretId("crosscurrent/endpoint/" + Arns.id(target)))
                            .secretString())
                    .contains("\"saslPasswordQuoted\":\"pw-of-other\"");
            assertThat(other.topics()).extracting(topic -> topic.name()).contains(RegistryRecord.DEFAULT_TOPIC);
            calls.dms().stopReplicationTask(r -> r.replicationTaskArn(task));
            calls.waiter().waitUntilReplicationTaskStopped(byTask(task));
        }
    }

    @Test
    void aTaskWhoseClusterCannotBeReadAfterARestartIsToldTriedAgainAndKeepsNoOtherFromBeingKnown(
            @TempDir Path elsewhere) throws Exception {
        try (EmbeddedKafka other =
                new EmbeddedKafka(KafkaSettings.in(elsewhere, new KafkaCredentials("other", "pw-of-other")))) {
            // Given
            other.start();
            String firstTarget = elsewhere(other, "first");
            String secondTarget = elsewhere(other, "second");
            List<String> tasks = new ArrayList<>();
            for (String target : List.of(firstTarget, secondTarget)) {
                String name = target.equals(firstTarget) ? "first" : "second";
                String task = calls.task(name, "cdc", "{}", calls.source(name + "-source", "db"), target);
                calls.begin(task, "start-replication");
                calls.waiter().waitUntilReplicationTaskRunning(byTask(task));
                calls.dms().stopReplicationTask(r -> r.replicationTaskArn(task));
                calls.waiter().waitUntilReplicationTaskStopped(byTask(task));
                tasks.add(task);
            }
            DmsCalls.tell(
                    DmsCalls.statistics(Arns.id(tasks.get(1)), "orders", "Table completed", 326),
                    other.clientProperties());
            for (String target : List.of(firstTarget, secondTarget)) {
                calls.dms().modifyEndpoint(r -> r.endpointArn(target).kafkaSettings(k -> k.saslPassword("pw-changed")));
            }
            // When
            planes.restart();
            // Then
            for (String name : List.of("first", "second")) {
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(calls.dms()
                                .describeEvents(r -> r.sourceIdentifier(name))
                                .events())
                        .extracting(Event::message)
                        .anyMatch(message -> message.contains("is tried again")
                                && message.contains(RegistryRecord.DEFAULT_TOPIC + " at " + other.bootstrapServers())));
            }
            assertThat(calls.tables(tasks.get(1))).isEmpty();
            // When
            calls.dms()
                    .modifyEndpoint(r -> r.endpointArn(secondTarget).kafkaSettings(k -> k.saslPassword("pw-of-other")));
            // Then
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(calls.tables(tasks.get(1)))
                    .extracting(TableStatistics::fullLoadRows)
                    .containsExactly(326L));
        }
    }

    private String elsewhere(EmbeddedKafka other, String name) {
        return calls.endpoint(r -> r.endpointIdentifier(name)
                .endpointType("target")
                .engineName("kafka")
                .kafkaSettings(k -> k.broker(other.bootstrapServers())
                        .securityProtocol("sasl-plaintext")
                        .saslUsername("other")
                        .saslPassword("pw-of-other")));
    }

    @Test
    void aTaskWhoseKafkaIsOutOfReachFailsBeforeItsConnectorExists() {
        String target = calls.endpoint(r -> r.endpointIdentifier("far")
                .endpointType("target")
                .engineName("kafka")
                .kafkaSettings(k -> k.broker("127.0.0.1:1")
                        .securityProtocol("sasl-ssl")
                        .saslUsername("u")
                        .saslPassword("pw-of-far")));
        String task = calls.task("far", "cdc", "{}", calls.source("far-source", "db"), target);
        calls.begin(task, "start-replication");
        await().atMost(Duration.ofSeconds(40))
                .until(() -> calls.describe(task).status().equals("failed"));
        assertThat(calls.describe(task).lastFailureMessage()).contains("127.0.0.1:1 cannot be reached");
        assertThat(planes.connect().connectors()).isEmpty();
    }

    @Test
    void connectionsAreTestedWithTheLoginOfTheEndpoint() {
        String instance = calls.instance();
        String good = calls.source("good", "db");
        String bad = calls.source("bad", "nowhere");
        planes.plane().secrets.createSecret(r -> r.name("mysql/reader")
                .secretString("{\"username\":\"reader\",\"password\":\"pw-of-reader\",\"host\":\"db\",\"port\":3307}"));
        String secret = calls.endpoint(r -> r.endpointIdentifier("by-secret")
                .endpointType("source")
                .engineName("mysql")
                .mySQLSettings(m -> m.secretsManagerSecretId("mysql/reader").secretsManagerAccessRoleArn("r")));
        String target = calls.target("own");
        for (String each : List.of(good, secret, target)) {
            calls.dms().testConnection(r -> r.replicationInstanceArn(instance).endpointArn(each));
            calls.waiter().waitUntilTestConnectionSucceeds(r -> r.filters(filter("endpoint-arn", each)));
        }
        calls.dms().testConnection(r -> r.replicationInstanceArn(instance).endpointArn(bad));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(calls.dms()
                        .describeConnections(r -> r.filters(filter("endpoint-arn", bad)))
                        .connections())
                .singleElement()
                .satisfies(connection -> {
                    assertThat(connection.status()).isEqualTo("failed");
                    assertThat(connection.lastFailureMessage())
                            .isEqualTo("nowhere does not answer. Choose another host.");
                }));
        calls.dms().modifyEndpoint(r -> r.endpointArn(target).kafkaSettings(k -> k.saslPassword("pw-of-nobody")));
        calls.dms().testConnection(r -> r.replicationInstanceArn(instance).endpointArn(target));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(calls.dms()
                        .describeConnections(r -> r.filters(filter("endpoint-arn", target)))
                        .connections())
                .singleElement()
                .satisfies(connection ->
                        assertThat(connection.lastFailureMessage()).contains("refused the login")));
        assertThat(calls.dms().describeSchemas(r -> r.endpointArn(good)).schemas())
                .containsExactly("classicmodels", "salesdb");
        calls.dms().refreshSchemas(r -> r.endpointArn(good).replicationInstanceArn(instance));
        await().atMost(Duration.ofSeconds(20)).until(() -> calls.dms()
                .describeRefreshSchemasStatus(r -> r.endpointArn(good))
                .refreshSchemasStatus()
                .statusAsString()
                .equals("successful"));
    }
}
