/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.testing.MySqlServer;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many tables with few rows. {@code -Dcrosscurrent.scale.tables=5000} for a larger run; times are printed. */
class ManyTablesIT {
    private static final int TABLES = Integer.getInteger("crosscurrent.scale.tables", 300);
    private static final int ROWS = 10;

    @TempDir
    Path directory;

    @Test
    void manyTablesAreLoadedAndARestartReadsOnWithoutThem() throws Exception {
        try (Platform platform = new Platform(
                        directory,
                        MySqlServer.Options.full()
                                .with("gtid_mode", "ON")
                                .with("enforce_gtid_consistency", "ON")
                                .with("binlog_row_metadata", "FULL"),
                        Map.of(),
                        Map.of());
                KafkaConsumer<byte[], byte[]> changes = platform.reader(Platform.CHANGES);
                KafkaConsumer<byte[], byte[]> registry = platform.reader(Platform.REGISTRY)) {
            ManyTables tables = new ManyTables(platform.mysql(), TABLES, ROWS);
            tables.create();
            try (Worker worker = platform.worker("512m", Map.of())) {
                long begun = System.nanoTime();
                double cpu = worker.cpuSeconds();
                worker.put();
                Platform.awaitRecord(registry, worker, Platform::streaming);
                report("load of %d tables".formatted(TABLES), begun, worker.cpuSeconds() - cpu);
                long[] loaded = new long[1];
                Platform.awaitRecord(changes, worker, message -> {
                    loaded[0] += message.at("/metadata/operation").asText().equals("load") ? 1 : 0;
                    return loaded[0] >= (long) TABLES * ROWS;
                });
                assertThat(loaded[0]).isEqualTo((long) TABLES * ROWS);
                for (int round = 0; round < 3; round++) {
                    worker.stop();
                    begun = System.nanoTime();
                    cpu = worker.cpuSeconds();
                    platform.mysql().execute("insert into app.t7 values (%d, 'first', 1)".formatted(1_000 + round));
                    worker.resume();
                    Platform.awaitRecord(changes, worker, message -> message.at("/data/name")
                            .asText()
                            .equals("first"));
                    report("restart to the first change", begun, worker.cpuSeconds() - cpu);
                }
            }
        }
    }

    private static void report(String what, long begun, double cpuSeconds) {
        System.out.printf(
                "scale: %s: %d ms, %.1f s of processor time%n",
                what, (System.nanoTime() - begun) / 1_000_000, cpuSeconds);
    }
}
