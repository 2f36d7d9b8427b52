/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.connect.ConnectEngine.ConnectorStatus;
import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaEngine.TopicRequest;
import io.crosscurrent.engines.kafka.KafkaSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedConnectIT {
    @TempDir
    static Path directory;

    /** A new name each time, because offsets outlive their connector. */
    private String name;

    private EmbeddedKafka kafka;
    private EmbeddedConnect embedded;

    @BeforeAll
    void startEngines() {
        kafka = new EmbeddedKafka(KafkaSettings.in(directory, new KafkaCredentials("platform", "secret")));
        kafka.start();
        embedded = new EmbeddedConnect(ConnectSettings.on(kafka.clientProperties()));
        embedded.start();
    }

    @AfterAll
    void stopEngines() {
        embedded.close();
        kafka.close();
    }

    @BeforeEach
    void nameTheConnector() {
        name = "counter-" + System.nanoTime();
    }

    @AfterEach
    void deleteConnectors() {
        embedded.connectors().forEach(embedded::delete);
        assertThat(CountingConnector.RUNNING).hasValue(0);
    }

    /** The worker in this process, and the same worker as a client of its REST API sees it. */
    Stream<ConnectEngine> engines() {
        return Stream.of(embedded, new RemoteConnect(embedded.address()));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("engines")
    void countsOnWithoutGapOrRepeatAfterStopAndResume(ConnectEngine connect) {
        // Given
        String topic = topic("counted");
        connect.put(name, counter(topic));
        awaitRunning(connect, name);
        awaitRecords(topic, 30);
        // When
        connect.stop(name);
        assertThat(CountingConnector.RUNNING).hasValue(0);
        assertThat(connect.status(name).orElseThrow().state()).isEqualTo("STOPPED");
        long atStop = records(topic).size();
        connect.resume(name);
        awaitRecords(topic, atStop + 30);
        connect.stop(name);
        // Then
        List<String> all = records(topic);
        assertThat(all).isEqualTo(numbers(all.size()));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("engines")
    void countsFromTheBeginningAfterItsOffsetsAreReset(ConnectEngine connect) {
        // Given
        String topic = topic("restarted");
        connect.put(name, counter(topic));
        awaitRecords(topic, 10);
        connect.stop(name);
        int before = records(topic).size();
        // When
        connect.resetOffsets(name);
        connect.resume(name);
        awaitRecords(topic, before + 10);
        // Then
        assertThat(records(topic).get(before)).isEqualTo("0");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("engines")
    void putRunsAStoppedConnectorWithItsNewConfiguration(ConnectEngine connect) {
        // Given
        connect.put(name, counter(topic("first")));
        connect.stop(name);
        // When
        String second = topic("second");
        connect.put(name, counter(second));
        // Then
        awaitRecords(second, 10);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("engines")
    void showsTheTraceOfAFailedTaskAndRunsItAgain(ConnectEngine connect) {
        // Given
        Map<String, String> failing = new HashMap<>(counter(topic("failing")));
        failing.put("fail.at", "25");
        // When
        connect.put(name, failing);
        await().until(() -> taskState(connect, name).equals("FAILED"));
        // Then
        ConnectorStatus status = connect.status(name).orElseThrow();
        assertThat(status.trace()).contains("IllegalStateException: cannot count to 25");
        assertThat(status.state()).isEqualTo("RUNNING");
        // When
        String healthy = topic("healthy");
        connect.put(name, counter(healthy));
        // Then
        awaitRecords(healthy, 10);
        awaitRunning(connect, name);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("engines")
    void resumesAFailedTask(ConnectEngine connect) {
        // Given
        Map<String, String> failing = new HashMap<>(counter(topic("resumed")));
        failing.put("fail.at", "25");
        connect.put(name, failing);
        await().until(() -> taskState(connect, name).equals("FAILED"));
        int starts = CountingConnector.STARTS.get();
        // When
        connect.resume(name);
        // Then
        await().until(() -> CountingConnector.STARTS.get() > starts
                && taskState(connect, name).equals("FAILED"));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("engines")
    void forgetsADeletedConnector(ConnectEngine connect) {
        // Given
        connect.put(name, counter(topic("deleted")));
        awaitRunning(connect, name);
        // When
        connect.delete(name);
        // Then
        assertThat(connect.status(name)).isEmpty();
        assertThat(connect.connectors()).isEmpty();
        assertThat(CountingConnector.RUNNING).hasValue(0);
        connect.delete(name);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("engines")
    void saysWhatIsWrongWithAConfiguration(ConnectEngine connect) {
        assertThatThrownBy(() -> connect.put(name, Map.of("connector.class", CountingConnector.class.getName())))
                .isInstanceOfSatisfying(
                        CrosscurrentException.class, e -> assertThat(e.code()).isEqualTo("connect.rejected"))
                .hasMessageContaining("Missing required configuration \"topic\"");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("engines")
    void anUnknownConnectorCannotBeStopped(ConnectEngine connect) {
        assertThatThrownBy(() -> connect.stop("nobody"))
                .isInstanceOfSatisfying(
                        CrosscurrentException.class, e -> assertThat(e.code()).isEqualTo("connect.unknown_connector"));
    }

    @Test
    void theRestApiAnswersNobodyWithoutTheCredential() throws Exception {
        // Given
        URI base = embedded.address().workers().get(0);
        HttpClient stranger = HttpClient.newHttpClient();
        // When
        List<Integer> statuses = new ArrayList<>();
        for (String path : List.of("/", "/connectors", "/connector-plugins", "/health", "/admin/loggers", "/nothing")) {
            HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).build();
            statuses.add(stranger.send(request, BodyHandlers.discarding()).statusCode());
        }
        HttpRequest post = HttpRequest.newBuilder(base.resolve("/connectors"))
                .header("Authorization", "Basic d3Jvbmc6d3Jvbmc=")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"evil\",\"config\":{}}"))
                .build();
        statuses.add(stranger.send(post, BodyHandlers.discarding()).statusCode());
        // Then
        assertThat(statuses).containsOnly(401);
        assertThat(base.getHost()).isEqualTo("127.0.0.1");
        assertThatThrownBy(new RemoteConnect(ConnectAddress.of(base))::start)
                .isInstanceOfSatisfying(
                        CrosscurrentException.class, e -> assertThat(e.code()).isEqualTo("connect.unauthorized"));
    }

    @Test
    void aRemoteConnectTriesTheNextWorker() {
        ConnectAddress known = embedded.address();
        ConnectAddress two = new ConnectAddress(
                List.of(URI.create("http://127.0.0.1:1"), known.workers().get(0)), known.user(), known.password());
        new RemoteConnect(two).start();
        assertThatThrownBy(new RemoteConnect(ConnectAddress.of(URI.create("http://127.0.0.1:1")))::start)
                .isInstanceOfSatisfying(
                        CrosscurrentException.class, e -> assertThat(e.code()).isEqualTo("connect.unreachable"));
    }

    private String topic(String name) {
        String topic = name + "-" + System.nanoTime();
        kafka.createTopics(List.of(new TopicRequest(topic, 1, -1, Map.of())));
        return topic;
    }

    private static Map<String, String> counter(String topic) {
        return Map.of(
                "connector.class",
                CountingConnector.class.getName(),
                "tasks.max",
                "1",
                "exactly.once.support",
                "required",
                "topic",
                topic);
    }

    private static void awaitRunning(ConnectEngine connect, String name) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> taskState(connect, name).equals("RUNNING"));
    }

    private static String taskState(ConnectEngine connect, String name) {
        return connect.status(name).map(ConnectorStatus::taskState).orElse("");
    }

    private void awaitRecords(String topic, long count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> records(topic).size() >= count);
    }

    private static List<String> numbers(int count) {
        return LongStream.range(0, count).mapToObj(Long::toString).toList();
    }

    /** All committed values of the topic's one partition. */
    private List<String> records(String topic) {
        Map<String, Object> properties = new HashMap<>(kafka.clientProperties());
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    values.add(new String(record.value(), StandardCharsets.UTF_8));
                }
            }
        }
        return values;
    }
}
