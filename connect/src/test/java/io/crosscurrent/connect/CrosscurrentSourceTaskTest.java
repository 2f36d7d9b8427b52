/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.ChangeSink;
import io.crosscurrent.core.source.ChangeSink.State;
import io.crosscurrent.core.source.Source;
import io.crosscurrent.core.source.StateReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrosscurrentSourceTaskTest {
    private final StoredOffsets worker = new StoredOffsets();
    private final CrosscurrentSourceTask task = new CrosscurrentSourceTask();

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void everyBatchEndsWithAUnitAndATransaction() throws InterruptedException {
        // Given
        start((state, sink) -> {
            for (int unit = 1; unit <= 3_000; unit++) {
                for (int record = 0; record < 7; record++) {
                    sink.record("orders", null, bytes(unit + "/" + record));
                }
                sink.commit(new State("stream", Map.of("unit", (long) unit)));
            }
        });
        // When
        List<String> values = new ArrayList<>();
        while (values.size() < 21_000) {
            List<SourceRecord> batch = task.poll();
            if (batch != null) {
                assertThat(worker.accept(batch)).isTrue();
                assertThat(batch.size() % 7).isZero();
                batch.forEach(record -> values.add(text(record)));
                // Then
                assertThat(stored("stream")).containsEntry("unit", values.size() / 7L);
            }
        }
        assertThat(values).first().isEqualTo("1/0");
        assertThat(values).last().isEqualTo("3000/6");
    }

    @Test
    void recordsBeforeTheEndOfAUnitRepeatTheOffsetBeforeIt() throws InterruptedException {
        // Given
        start((state, sink) -> {
            sink.record("orders", null, bytes("a"));
            sink.commit(new State("stream", Map.of("unit", 1L)));
            sink.record("orders", null, bytes("b"));
            sink.record("orders", null, bytes("c"));
            sink.commit(new State("stream", Map.of("unit", 2L)));
        });
        // When
        List<SourceRecord> records = take(3);
        // Then
        assertThat(records.get(0).sourceOffset()).isEqualTo(Map.of("unit", 1L));
        assertThat(records.get(1).sourceOffset()).isEqualTo(Map.of("unit", 1L));
        assertThat(records.get(2).sourceOffset()).isEqualTo(Map.of("unit", 2L));
    }

    @Test
    void severalStatesRideOnTheLastRecordsOfAUnit() throws InterruptedException {
        // Given
        start((state, sink) -> {
            sink.record("orders", null, bytes("a"));
            sink.record("orders", null, bytes("b"));
            sink.record("orders", null, bytes("c"));
            sink.commit(
                    new State("load/salesdb.orders", Map.of("done", "1-100")), new State("stream", Map.of("unit", 1L)));
        });
        // When
        worker.accept(take(3));
        // Then
        assertThat(stored("load/salesdb.orders")).isEqualTo(Map.of("done", "1-100"));
        assertThat(stored("stream")).isEqualTo(Map.of("unit", 1L));
    }

    @Test
    void statesOfTheLastRunAreReadBack() throws InterruptedException {
        // Given
        worker.offsets.put(StoredStates.partition("t1", "stream"), Map.of("unit", 9L));
        worker.offsets.put(StoredStates.partition("t1", "schema/a.b"), Map.of("columns", "x"));
        // When
        start((state, sink) -> {
            Map<String, Map<String, Object>> all = state.readAll(List.of("stream", "schema/a.b", "schema/a.c"));
            sink.record(
                    "orders",
                    null,
                    bytes(all.get("stream").get("unit") + " " + all.keySet().size()));
            sink.commit();
        });
        // Then
        assertThat(text(take(1).get(0))).isEqualTo("9 2");
    }

    @Test
    void partsOfALargeUnitShareAKafkaTransaction() throws InterruptedException {
        // Given
        CountDownLatch rest = new CountDownLatch(1);
        start((state, sink) -> {
            sink.record("orders", null, bytes("a"));
            sink.split(new State("stream", Map.of("row", 1L)));
            rest.await();
            sink.record("orders", null, bytes("b"));
            sink.commit(new State("stream", Map.of("row", 0L)));
        });
        // When
        boolean endedInside = worker.accept(take(1));
        rest.countDown();
        boolean endedAfter = worker.accept(take(1));
        // Then
        assertThat(endedInside).isFalse();
        assertThat(endedAfter).isTrue();
    }

    @Test
    void rolledBackRecordsAreNotDelivered() throws InterruptedException {
        // Given
        start((state, sink) -> {
            sink.record("orders", null, bytes("lost connection"));
            sink.rollback();
            sink.record("orders", null, bytes("again"));
            sink.commit(new State("stream", Map.of("unit", 1L)));
        });
        // Then
        assertThat(text(take(1).get(0))).isEqualTo("again");
    }

    @Test
    void aFailureComesAfterEverythingDeliveredBeforeIt() throws InterruptedException {
        // Given
        start((state, sink) -> {
            sink.record("orders", null, bytes("a"));
            sink.commit(new State("stream", Map.of("unit", 1L)));
            throw new CrosscurrentException("source.binlog_purged", "mysql-bin.000001 is gone.", "Reload the task.");
        });
        // When
        assertThat(text(take(1).get(0))).isEqualTo("a");
        // Then
        assertThatThrownBy(() -> take(1))
                .isInstanceOf(ConnectException.class)
                .hasMessage("mysql-bin.000001 is gone. [source.binlog_purged] Reload the task.");
    }

    @Test
    void stopEndsASourceThatWaitsForRoom() throws InterruptedException {
        // Given
        CountDownLatch ended = new CountDownLatch(1);
        start((state, sink) -> {
            try {
                while (true) {
                    sink.record("orders", null, new byte[1 << 20]);
                    sink.commit(new State("stream", Map.of("unit", 1L)));
                }
            } finally {
                ended.countDown();
            }
        });
        take(1);
        // When
        task.stop();
        // Then
        ended.await();
    }

    private void start(Run run) {
        task.initialize(worker);
        task.start(new RunningSource(run), "t1");
    }

    private List<SourceRecord> take(int count) throws InterruptedException {
        List<SourceRecord> taken = new ArrayList<>();
        while (taken.size() < count) {
            List<SourceRecord> batch = task.poll();
            if (batch != null) {
                taken.addAll(batch);
            }
        }
        return taken;
    }

    private Map<String, Object> stored(String key) {
        return worker.offsets.get(StoredStates.partition("t1", key));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(SourceRecord record) {
        return new String((byte[]) record.value(), StandardCharsets.UTF_8);
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
