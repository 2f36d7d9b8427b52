/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.crosscurrent.connect.setup.CaptureConnector;
import io.crosscurrent.connect.setup.CommittedRecords;
import io.crosscurrent.engines.connect.ConnectSettings;
import io.crosscurrent.engines.connect.EmbeddedConnect;
import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaEngine.TopicRequest;
import io.crosscurrent.engines.kafka.KafkaSettings;
import io.crosscurrent.testing.MySqlServer;
import io.crosscurrent.testing.history.HistoryCheck;
import io.crosscurrent.testing.history.Workload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The password of the source changes while a task reads under writes; nobody touches the task. */
class RotatedPasswordIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    private final AtomicInteger asked = new AtomicInteger();
    private volatile String password = "first";
    private HttpServer secrets;
    private MySqlServer mysql;
    private EmbeddedKafka kafka;
    private EmbeddedConnect connect;

    @BeforeEach
    void start() throws IOException {
        secrets = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secrets.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            asked.incrementAndGet();
            String secret = JSON.writeValueAsString(Map.of("username", "capture", "password", password));
            byte[] body = JSON.writeValueAsBytes(Map.of("SecretString", secret));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        secrets.start();
        mysql = MySqlServer.start(MySqlServer.Options.small());
        mysql.execute(
                "create user 'capture'@'%' identified by 'first'",
                "grant select, process, replication slave, replication client on *.* to 'capture'@'%'");
        kafka = new EmbeddedKafka(KafkaSettings.in(directory, new KafkaCredentials("platform", "secret")));
        kafka.start();
        String provider = "config.providers.crosscurrent.";
        connect = new EmbeddedConnect(ConnectSettings.on(kafka.clientProperties())
                .withWorkerProperties(Map.of(
                        "config.providers",
                        "crosscurrent",
                        provider + "class",
                        SecretConfigProvider.class.getName(),
                        provider + "param.endpoint",
                        "http://127.0.0.1:" + secrets.getAddress().getPort(),
                        provider + "param.access.key.id",
                        "AKID",
                        provider + "param.secret.access.key",
                        "key")));
        connect.start();
        kafka.createTopics(List.of(
                new TopicRequest("changes", 1, 1, Map.of()),
                new TopicRequest("registry", 1, 1, Map.of("cleanup.policy", "compact"))));
    }

    @AfterEach
    void stop() {
        connect.close();
        kafka.close();
        mysql.close();
        secrets.stop(0);
    }

    @Test
    void aTaskFollowsItsSecretInEitherOrderOfTheRotationWithoutLoss() throws Exception {
        // Given
        mysql.execute("create database app");
        Workload workload = new Workload(mysql, "app.accounts", 2_000, 23);
        workload.createTable();
        Thread writer = new Thread(workload::run, "test-writer");
        writer.start();
        try (KafkaConsumer<byte[], byte[]> changes = CommittedRecords.of(kafka.clientProperties(), "changes");
                KafkaConsumer<byte[], byte[]> registry = CommittedRecords.of(kafka.clientProperties(), "registry")) {
            HistoryCheck check = new HistoryCheck();
            connect.put("accounts", configuration());
            awaitMore(changes, check);
            // When the secret changes first
            password = "second";
            mysql.execute("alter user 'capture'@'%' identified by 'second'");
            killConnections();
            awaitMore(changes, check);
            // When the server changes first, and the task meets the refusal
            int before = asked.get();
            mysql.execute("alter user 'capture'@'%' identified by 'third'");
            killConnections();
            await().atMost(PATIENCE).until(() -> asked.get() > before);
            awaitTrouble(registry, "source.access_denied");
            password = "third";
            awaitMore(changes, check);
            awaitTrouble(registry, "");
            workload.stop();
            writer.join();
            // Then
            await().atMost(PATIENCE).until(() -> {
                CommittedRecords.observe(changes, check);
                return check.anomalies(workload.committed()).isEmpty();
            });
            assertThat(connect.status("accounts").orElseThrow().taskState()).isEqualTo("RUNNING");
        } finally {
            workload.stop();
            connect.delete("accounts");
        }
    }

    /** Until what the task says last of its trouble has the code; "" for none. */
    private static void awaitTrouble(KafkaConsumer<byte[], byte[]> registry, String code) {
        StringBuilder last = new StringBuilder("unknown");
        await().atMost(PATIENCE).until(() -> {
            for (ConsumerRecord<byte[], byte[]> each : registry.poll(Duration.ofMillis(200))) {
                if (new String(each.key(), StandardCharsets.UTF_8).equals("trouble/t1")) {
                    String said = JSON.readTree(each.value()).path("code").asText();
                    assertThat(new String(each.value(), StandardCharsets.UTF_8)).doesNotContain("third", "second");
                    last.replace(0, last.length(), said);
                }
            }
            return last.toString().equals(code);
        });
    }

    private void killConnections() {
        List<Map<String, String>> open =
                mysql.query("select id from information_schema.processlist where user = 'capture'");
        assertThat(open).isNotEmpty();
        open.forEach(connection ->
                mysql.execute("kill " + connection.values().iterator().next()));
    }

    private static void awaitMore(KafkaConsumer<byte[], byte[]> changes, HistoryCheck check) {
        int enough = check.size() + 1_500;
        await().atMost(PATIENCE).until(() -> CommittedRecords.observe(changes, check) >= enough);
    }

    private Map<String, String> configuration() {
        Map<String, String> configuration =
                CaptureConnector.of("t1", mysql, "app", kafka.clientProperties(), "changes", "registry");
        configuration.put("source.user", "${crosscurrent:login:username}");
        configuration.put("source.password", "${crosscurrent:login:password}");
        return configuration;
    }
}
