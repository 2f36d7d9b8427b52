/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.ChangeSink;
import io.crosscurrent.core.source.ChangeSink.State;
import io.crosscurrent.core.source.Source;
import io.crosscurrent.core.source.StateReader;
import io.crosscurrent.core.source.TaskTopics;
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
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
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
    private final List<Worker> workers = new ArrayList<>();

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
        workers.forEach(Worker::stop);
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
        workers.get(0).stop();
        start((state, sink) -> {
            Map<String, Map<String, Object>> all = state.readAll(List.of("stream", "load/a.b", "schema/a.c"));
            sink.record(topic(), null, bytes(all.get("stream").get("unit") + " " + all.get("load/a.b") + all.size()));
            sink.commit();
        });
        // Then
        assertThat(delivered(2)).containsExactly("a", "2 {done=1-100}2");
    }

    /** Who has created the state topic reads its source before it has the right to write. */
    @Test
    void aFirstRunThatIsOvertakenGoesOnFromWhatTheOtherDelivered() throws InterruptedException {
        // Given
        CountDownLatch created = new CountDownLatch(1);
        CountDownLatch overtaken = new CountDownLatch(1);
        Run run = (state, sink) -> {
            Map<String, Object> last = state.read("stream");
            sink.record(topic(), null, bytes("after " + (last == null ? "nothing" : last.get("unit"))));
            sink.commit(new State("stream", Map.of("unit", last == null ? 1L : (Long) last.get("unit") + 1)));
        };
        start(() -> {
            created.countDown();
            waitFor(overtaken);
            return new RunningSource(run);
        });
        created.await();
        // When
        start(run);
        delivered(1);
        overtaken.countDown();
        // Then
        assertThat(delivered(2)).containsExactly("after nothing", "after 1");
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
    void aFailureComesAfterEverythingDeliveredBeforeIt() throws Exception {
        // Given
        Worker worker = start((state, sink) -> {
            sink.record(topic(), null, bytes("a"));
            sink.commit(new State("stream", Map.of("unit", 1L)));
            throw new CrosscurrentException("source.binlog_purged", "mysql-bin.000001 is gone.", "Reload the task.");
        });
        // Then
        assertThat(worker.failure())
                .isInstanceOf(ConnectException.class)
                .hasMessage("mysql-bin.000001 is gone. [source.binlog_purged] Reload the task.");
        assertThat(values()).containsExactly("a");
    }

    @Test
    void aSecondRunOfTheTaskEndsTheFirstOnesRightToWrite() throws Exception {
        // Given
        CountDownLatch replaced = new CountDownLatch(1);
        Worker first = start((state, sink) -> {
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
        assertThat(first.failure()).hasMessageContaining("[target.fenced]");
        assertThat(values()).containsExactly("first", "second after 1");
        assertThat(states("stream")).isEqualTo(Map.of("unit", 3L));
    }

    @Test
    void aRunWhoseTransactionKafkaEndedGoesOnFromWhatIsCommitted() throws Exception {
        // Given
        Semaphore units = new Semaphore(1);
        start((state, sink) -> {
            Map<String, Object> last = state.read("stream");
            for (long unit = last == null ? 1 : (long) last.get("unit") + 1; unit < 5; unit++) {
                units.acquire();
                sink.record(topic(), null, bytes("unit " + unit));
                sink.commit(new State("stream", Map.of("unit", unit)));
            }
        });
        delivered(1);
        // When
        try (Admin admin = Admin.create(properties("read_committed"))) {
            admin.fenceProducers(List.of(TaskTopics.transactionalId(taskId)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        units.release(10);
        // Then
        assertThat(delivered(4)).containsExactly("unit 1", "unit 2", "unit 3", "unit 4");
    }

    @Test
    void aRecordThatKafkaRefusesEndsTheTaskByNameAndLeavesNothingOfItsUnit() throws Exception {
        // Given
        Worker worker = start((state, sink) -> {
            sink.record(topic(), null, bytes("small"));
            sink.record(topic(), null, new byte[97 << 20]);
            sink.commit(new State("stream", Map.of("unit", 1L)));
        });
        // Then
        assertThat(worker.failure())
                .hasMessageContaining("[target.record_too_large]")
                .hasMessageContaining("max.message.bytes");
        assertThat(values()).isEmpty();
    }

    @Test
    void aTopicThatTakesSmallBatchesOnlyGetsEveryRecordOnce() throws Exception {
        // Given
        try (Admin admin = Admin.create(properties("read_committed"))) {
            NewTopic narrow = new NewTopic(topic(), 1, (short) 1).configs(Map.of("max.message.bytes", "20000"));
            admin.createTopics(List.of(narrow)).all().get(30, TimeUnit.SECONDS);
        }
        Random random = new Random(3);
        List<String> expected = random.ints(2_000, 0, 1_000_000)
                .mapToObj(number -> number + "-".repeat(100) + new Random(number).nextLong())
                .toList();
        // When
        start((state, sink) -> {
            for (String value : expected) {
                sink.record(topic(), null, bytes(value));
            }
            sink.commit(new State("stream", Map.of("unit", 1L)));
        });
        // Then
        assertThat(delivered(2_000)).isEqualTo(expected);
    }

    @Test
    void stopEndsASourceThatWaitsForRoom() throws InterruptedException {
        // Given
        CountDownLatch ended = new CountDownLatch(1);
        Worker worker = start((state, sink) -> {
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
        worker.stop();
        // Then
        ended.await();
    }

    @Test
    void aTaskThatConnectPausesWritesNothingUntilItGoesOn() throws Exception {
        // Given
        Semaphore units = new Semaphore(1);
        Worker worker = start((state, sink) -> {
            for (long unit = 1; true; unit++) {
                units.acquire();
                sink.record(topic(), null, bytes("unit " + unit));
                sink.commit(new State("stream", Map.of("unit", unit)));
            }
        });
        delivered(1);
        // When
        worker.pause(true);
        await().atMost(PATIENCE).until(worker.task::paused);
        units.release(3);
        // Then
        await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> values().size() == 1);
        worker.pause(false);
        assertThat(delivered(4)).containsExactly("unit 1", "unit 2", "unit 3", "unit 4");
    }

    private String topic() {
        return "changes-" + taskId;
    }

    private Worker start(Run run) {
        return start(() -> new RunningSource(run));
    }

    private Worker start(Supplier<Source> sources) {
        Map<String, String> properties = new HashMap<>();
        kafka.clientProperties().forEach((name, value) -> properties.put("target.client." + name, value));
        properties.put("task.id", taskId);
        properties.put("task.table.mappings", "{}");
        properties.put("source.host", "nowhere");
        properties.put("source.user", "nobody");
        properties.put("source.password", "");
        properties.put("target.topic.partitions", "1");
        Worker worker = new Worker(sources, new ConnectorSettings(properties));
        workers.add(worker);
        return worker;
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
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

    /** Polls a task as a Connect worker does. */
    private static final class Worker {
        private final CrosscurrentSourceTask task = new CrosscurrentSourceTask();
        private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
        private final Thread polling = new Thread(this::poll, "test-worker");
        private volatile boolean stopped;
        private volatile boolean paused;

        Worker(Supplier<Source> sources, ConnectorSettings settings) {
            task.start(sources, settings);
            polling.start();
        }

        private void poll() {
            try {
                while (!stopped) {
                    if (paused) {
                        TimeUnit.MILLISECONDS.sleep(20);
                    } else {
                        task.poll();
                    }
                }
            } catch (ConnectException | InterruptedException e) {
                failure.complete(e);
            }
        }

        void pause(boolean wanted) {
            paused = wanted;
        }

        Throwable failure() throws Exception {
            return failure.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        void stop() {
            stopped = true;
            task.stop();
            try {
                polling.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
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
