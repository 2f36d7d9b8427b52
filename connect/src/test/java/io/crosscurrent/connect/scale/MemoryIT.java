/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.connect.setup.CaptureConnector;
import io.crosscurrent.testing.MySqlServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transactions and rows that do not fit into the heap of the worker, or hardly. A larger run:
 * {@code -Dcrosscurrent.scale.heap=512m -Dcrosscurrent.scale.rows=5000000 -Dcrosscurrent.scale.row.bytes=67108864}.
 */
class MemoryIT {
    private static final String HEAP = System.getProperty("crosscurrent.scale.heap", "512m");
    private static final int ROWS = Integer.getInteger("crosscurrent.scale.rows", 400_000);
    private static final int LARGE_BYTES = Integer.getInteger("crosscurrent.scale.row.bytes", 16 << 20);
    /** What the encoded message of a row has beside the value. */
    private static final int ENVELOPE_BYTES = 1 << 20;

    @TempDir
    static Path directory;

    private static Platform platform;

    @BeforeAll
    static void start() {
        String most = Integer.toString(LARGE_BYTES + ENVELOPE_BYTES);
        platform = new Platform(
                directory,
                MySqlServer.Options.full()
                        .with("gtid_mode", "ON")
                        .with("enforce_gtid_consistency", "ON")
                        .with("innodb_redo_log_capacity", "2G")
                        .with("innodb_flush_log_at_trx_commit", "0")
                        .with("sync_binlog", "0")
                        .with("max_allowed_packet", "256M"),
                Map.of("message.max.bytes", most),
                Map.of("max.message.bytes", most));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void aTransactionLargerThanTheHeapIsDelivered() throws Exception {
        // Given
        platform.mysql().execute("create table app.wide (id int primary key, name varchar(300))");
        try (KafkaConsumer<byte[], byte[]> changes = platform.reader(Platform.CHANGES);
                KafkaConsumer<byte[], byte[]> registry = platform.reader(Platform.REGISTRY);
                Worker worker = platform.worker(
                        HEAP,
                        Map.of("task.id", "wide", "task.table.mappings", CaptureConnector.mappings("app", "wide")))) {
            worker.put();
            Platform.awaitRecord(
                    registry,
                    worker,
                    entry -> Platform.streaming(entry)
                            && entry.path("taskId").asText().equals("wide"));
            // When
            long begun = System.nanoTime();
            double cpu = worker.cpuSeconds();
            platform.mysql()
                    .execute(
                            "set session cte_max_recursion_depth = 100000000; insert into app.wide with recursive n(i) as"
                                    + " (select 1 union all select i + 1 from n where i < " + ROWS
                                    + ") select i, repeat('x', 300) from n");
            long seen = delivered(changes, worker, "wide", "insert", ROWS);
            // Then
            assertThat(seen).isEqualTo(ROWS);
            report("a transaction of %d rows".formatted(ROWS), worker, begun, cpu);
        }
    }

    @Test
    void largeRowsPassOneAfterTheOtherInLoadAndStream() throws Exception {
        // Given
        platform.mysql()
                .execute(
                        "create table app.large (id int primary key, doc longtext, raw_bytes longblob)",
                        "insert into app.large values (1, repeat('l', %1$d), null), (2, null, repeat('b', %2$d)), (3, repeat('l', %1$d), null)"
                                .formatted(LARGE_BYTES, LARGE_BYTES / 2));
        Map<String, String> settings = new HashMap<>();
        settings.put("task.id", "large");
        settings.put("task.table.mappings", CaptureConnector.mappings("app", "large"));
        settings.put("target.client.compression.type", "none");
        settings.put("load.threads", "1");
        settings.put(
                "target.kafka.settings",
                "{\"Topic\": \"changes\", \"MessageFormat\": \"json-unformatted\", \"MessageMaxBytes\": %d}"
                        .formatted(LARGE_BYTES + ENVELOPE_BYTES - 1024));
        try (KafkaConsumer<byte[], byte[]> changes = platform.reader(Platform.CHANGES);
                Worker worker = platform.worker(HEAP, settings)) {
            // When
            long begun = System.nanoTime();
            double cpu = worker.cpuSeconds();
            worker.put();
            assertThat(delivered(changes, worker, "large", "load", 3)).isEqualTo(3);
            platform.mysql()
                    .execute(
                            "insert into app.large values (4, repeat('s', %1$d), null), (5, null, repeat('c', %2$d)), (6, repeat('s', %1$d), null)"
                                    .formatted(LARGE_BYTES, LARGE_BYTES / 2));
            // Then
            assertThat(delivered(changes, worker, "large", "insert", 3)).isEqualTo(3);
            report("six rows of %d bytes".formatted(LARGE_BYTES), worker, begun, cpu);
        }
    }

    /** Counts messages about the table until there are so many. */
    private static long delivered(
            KafkaConsumer<byte[], byte[]> changes, Worker worker, String table, String operation, long wanted) {
        long[] seen = new long[1];
        await().atMost(Platform.PATIENCE).until(() -> {
            if (!worker.alive()) {
                throw new IOException("the worker ended:\n" + worker.log());
            }
            for (ConsumerRecord<byte[], byte[]> record : changes.poll(Duration.ofMillis(100))) {
                int tail = Math.min(1024, record.value().length);
                String end = new String(record.value(), record.value().length - tail, tail, StandardCharsets.UTF_8);
                boolean meant = end.contains("\"operation\":\"" + operation + "\"")
                        && end.contains("\"table-name\":\"" + table + "\"");
                seen[0] += meant ? 1 : 0;
            }
            return seen[0] >= wanted;
        });
        return seen[0];
    }

    private static void report(String what, Worker worker, long begun, double cpu) throws IOException {
        System.out.printf(
                "scale: %s with a heap of %s: %d ms, %.1f s of processor time, %d MB resident at most%n",
                what,
                HEAP,
                (System.nanoTime() - begun) / 1_000_000,
                worker.cpuSeconds() - cpu,
                worker.peakResidentBytes() >> 20);
    }
}
