/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.scale;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crosscurrent.testing.MySqlServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures what a worker costs that does nothing, without a task and with one. Only with {@code -Dcrosscurrent.scale.idle=60}. */
class IdleIT {
    private static final int SECONDS = Integer.getInteger("crosscurrent.scale.idle", 0);

    @TempDir
    Path directory;

    @Test
    void whatATaskCostsThatHasNothingToDo() throws Exception {
        assumeTrue(SECONDS > 0, "a measurement, not a test: -Dcrosscurrent.scale.idle=60");
        try (Platform platform = new Platform(
                        directory,
                        MySqlServer.Options.full().with("gtid_mode", "ON").with("enforce_gtid_consistency", "ON"),
                        Map.of(),
                        Map.of());
                KafkaConsumer<byte[], byte[]> registry = platform.reader(Platform.REGISTRY)) {
            new ManyTables(platform.mysql(), 10, 10).create();
            try (Worker worker = platform.worker("256m", Map.of())) {
                rest();
                measure("no task", worker);
                worker.put();
                Platform.awaitRecord(registry, worker, Platform::streaming);
                rest();
                measure("an idle task", worker);
            }
        }
    }

    /** Until what was compiled and collected late is done. */
    private static void rest() {
        await().pollDelay(Duration.ofSeconds(10)).atMost(Duration.ofSeconds(15)).until(() -> true);
    }

    private static void measure(String what, Worker worker) throws IOException {
        double cpu = worker.cpuSeconds();
        await().pollDelay(Duration.ofSeconds(SECONDS))
                .atMost(Duration.ofSeconds(SECONDS + 5))
                .until(() -> true);
        System.out.printf("scale: %s: %.2f %% of a core%n", what, 100 * (worker.cpuSeconds() - cpu) / SECONDS);
    }
}
