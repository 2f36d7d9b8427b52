/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.ChangeSink;
import io.crosscurrent.core.source.ChangeSink.State;
import io.crosscurrent.core.source.Source;
import io.crosscurrent.core.source.StateReader;
import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a source delivers, as a reader of committed records sees it in a real Kafka. */
class TransactionWriterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger TASKS = new AtomicInteger();

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;

    private final String taskId = "t" + TASKS.incrementAndGet();
    private final List<CrosscurrentSourceTask> tasks = new ArrayList<>();

    @BeforeAll
    static void startKafka() {
        kafka = new EmbeddedKafka(KafkaSettings.in(directory, new KafkaCredentials("platform", "secret")));
        kafka.start();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @AfterEach
    void stop() {
        tasks.forEach(CrosscurrentSourceTask::stop);
    }

    @Test
    void unitsArriveWholeInOrderAndWithTheirState() {
        // Given
        start((state, sink) -> {
            for (int unit = 1; unit <= 3_000; unit++) {
                for (int record = 0; record < 7; record++) {
                    sink.record(topic(), null, bytes(unit + "/" + record));
                }
                sink.commit(new State("stream", Map.of("unit", (long) unit)));
            }
        });
        // When
        List<String> values = delivered(21_000);
        // Then
        List<String> expected = new ArrayList<>();
        for (int unit = 1; unit <= 3_000; unit++) {
            for (int record = 0; record < 7; record++) {
                expected.add(unit + "/" + record);
            }
        }
        assertThat(values).isEqualTo(expected);
        assertThat(states("stream")).isEqualTo(Map.of("unit", 3_000L));
    }

    @Test
    void aRunResumesFromTheStatesOfTheLastOne() {
        // Given
        start((state, sink) -> {
            sink.record(topic(), null, bytes("a"));
            sink.commit(new State("stream", Map.of("unit", 1L)), new State("load/a.b", Map.of("done", "1-100")));
            sink.commit(new State("stream", Map.of("unit", 2L, "at", "é\"x", "exact", true)));
        });
        delivered(1);
        awaitState("stream", Map.of("unit", 2L, "at", "é\"x", "exact", true));
        // When
        tasks.get(0).stop();
        start((state, sink) -> {
            Map<String, Map<String, Object>> all = state.readAll(List.of("stream", "load/a.b", "schema/a.c"));
            sink.record(topic(), null, bytes(all.get("stream").get("unit") + " " + all.get("load/a.b") + all.size()));
            sink.commit();
        });
        // Then
        assertThat(delivered(2)).containsExactly("a", "2 {done=1-100}2");
    }

    @Test
    void partsOfALargeUnitBecomeVisibleTogether() throws InterruptedException {
        // Given
        CountDownLatch rest = new CountDownLatch(1);
        start((state, sink) -> {
            sink.record(topic(), null, bytes("before"));
            sink.commit(new State("stream", Map.of("unit", 1L)));
            sink.record(topic(), null, bytes("a"));
            sink.split(new State("stream", Map.of("row", 1L)));
            rest.await();
            sink.record(topic(), null, bytes("b"));
            sink.commit(new State("stream", Map.of("row", 0L)));
        });
        delivered(1);
        // When
        long sent = await().atMost(PATIENCE).until(() -> end("read_uncommitted"), end -> end >= 3);
        // Then
        assertThat(sent).isGreaterThanOrEqualTo(3);
        assertThat(values()).containsExactly("before");
        rest.countDown();
        assertThat(delivered(3)).containsExactly("before", "a", "b");
    }

    @Test
    void rolledBackRecordsAreNotDelivered() {
        // Given
        start((state, sink) -> {
            sink.record(topic(), null, bytes("lost connection"));
            sink.rollback();
            sink.record(topic(), null, bytes("again"));
            sink.commit(new State("stream", Map.of("unit", 1L)));
        });
        // Then
        assertThat(delivered(1)).containsExactly("again");
    }

    @Test
    void aFailureComesAfterEverythingDeliveredBeforeIt() {
        // Given
        CrosscurrentSourceTask task = start((state, sink) -> {
            sink.record(topic(), null, bytes("a"));
            sink.commit(new State("stream", Map.of("unit", 1L)));
            throw new CrosscurrentException("source.binlog_purged", "mysql-bin.000001 is gone.", "Reload the task.");
        });
        // Then
        assertThatThrownBy(() -> pollForever(task))
                .isInstanceOf(ConnectException.class)
                .hasMessage("mysql-bin.000001 is gone. [source.binlog_purged] Reload the task.");
        assertThat(values()).containsExactly("a");
    }

    @Test
    void aSecondRunOfTheTaskEndsTheFirstOnesRightToWrite() {
        // Given
        CountDownLatch replaced = new CountDownLatch(1);
        CrosscurrentSourceTask first = start((state, sink) -> {
            sink.record(topic(), null, bytes("first"));
            sink.commit(new State("stream", Map.of("unit", 1L)));
            replaced.await();
            sink.record(topic(), null, bytes("zombie"));
            sink.commit(new State("stream", Map.of("unit", 2L)));
        });
        delivered(1);
        // When
        start((state, sink) -> {
            sink.record(
                    topic(), null, bytes("second after " + state.read("stream").get("unit")));
            sink.commit(new State("stream", Map.of("unit", 3L)));
        });
        delivered(2);
        replaced.countDown();
        // Then
        assertThatThrownBy(() -> pollForever(first)).hasMessageContaining("[target.fenced]");
        assertThat(values()).containsExactly("first", "second after 1");
        assertThat(states("stream")).isEqualTo(Map.of("unit", 3L));
    }

    @Test
    void aRecordThatKafkaRefusesEndsTheTaskByNameAndLeavesNothingOfItsUnit() {
        // Given
        CrosscurrentSourceTask task = start((state, sink) -> {
            sink.record(topic(), null, bytes("small"));
            sink.record(topic(), null, new byte[97 << 20]);
            sink.commit(new State("stream", Map.of("unit", 1L)));
        });
        // Then
        assertThatThrownBy(() -> pollForever(task))
                .hasMessageContaining("[target.record_too_large]")
                .hasMessageContaining("max.message.bytes");
        assertThat(values()).isEmpty();
    }

    @Test
    void stopEndsASourceThatWaitsForRoom() throws InterruptedException {
        // Given
        CountDownLatch ended = new CountDownLatch(1);
        CrosscurrentSourceTask task = start((state, sink) -> {
            try {
                while (true) {
                    sink.record(topic(), null, new byte[500_000]);
                    sink.commit(new State("stream", Map.of("unit", 1L)));
                }
            } finally {
                ended.countDown();
            }
        });
        delivered(1);
        // When
        task.stop();
        // Then
        ended.await();
    }

    private String topic() {
        return "changes-" + taskId;
    }

    private CrosscurrentSourceTask start(Run run) {
        Map<String, String> properties = new HashMap<>();
        kafka.clientProperties().forEach((name, value) -> properties.put("target.client." + name, value));
        properties.put("task.id", taskId);
        properties.put("task.table.mappings", "{}");
        properties.put("source.host", "nowhere");
        properties.put("source.user", "nobody");
        properties.put("source.password", "");
        properties.put("target.topic.partitions", "1");
        CrosscurrentSourceTask task = new CrosscurrentSourceTask();
        tasks.add(task);
        task.start(new RunningSource(run), new ConnectorSettings(properties));
        return task;
    }

    private static void pollForever(CrosscurrentSourceTask task) throws InterruptedException {
        while (task.poll() == null) {
            // the failure ends it
        }
    }

    private List<String> delivered(int count) {
        return await().atMost(PATIENCE).until(this::values, values -> values.size() >= count);
    }

    private void awaitState(String key, Map<String, Object> values) {
        await().atMost(PATIENCE).until(() -> values.equals(states(key)));
    }

    private Map<String, Object> states(String key) {
        return new StateTopic(taskId).read(properties("read_committed")).read(key);
    }

    private long end(String isolation) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(isolation)) {
            TopicPartition partition = new TopicPartition(topic(), 0);
            return consumer.endOffsets(List.of(partition)).get(partition);
        }
    }

    private List<String> values() {
        if (kafka.topics().stream().noneMatch(topic -> topic.name().equals(topic()))) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
            TopicPartition partition = new TopicPartition(topic(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
            }
        }
        return values;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        return new KafkaConsumer<>(properties(isolation), bytes, bytes);
    }

    private static Map<String, Object> properties(String isolation) {
        Map<String, Object> properties = new HashMap<>(kafka.clientProperties());
        properties.put("isolation.level", isolation);
        return properties;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What a source does while it runs. */
    private interface Run {
        void run(StateReader state, ChangeSink sink) throws InterruptedException;
    }

    private record RunningSource(Run body) implements Source {
        @Override
        public void run(StateReader state, ChangeSink sink) throws InterruptedException {
            body.run(state, sink);
        }

        @Override
        public void close() {
            // The task interrupts the thread as well; this source holds nothing.
        }
    }
}
