/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.measure.Latencies;
import io.crosscurrent.core.measure.LatencyHistogram;
import io.crosscurrent.core.registry.RegistryRecord;
import io.crosscurrent.server.dms.task.TaskProgress;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.platform.Status;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MeasuresTest {
    private static final long NOW = 1_790_000_000_000L;
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);

    @Test
    void lagInBytesAndStagesOfATaskAreMeasures() {
        LatencyHistogram deliver = new LatencyHistogram();
        deliver.record(300);
        deliver.record(5_000);
        assertThat(page(task("running", NOW - 1_000, 12_345, Map.of("encoded-to-committed", deliver.read()))))
                .contains("crosscurrent_task_lag_bytes{task=\"orders\"} 12345.0")
                .contains(
                        "crosscurrent_task_stage_seconds_bucket{stage=\"encoded-to-committed\",task=\"orders\",le=\"2.56E-4\"}"
                                + " 0")
                .contains(
                        "crosscurrent_task_stage_seconds_bucket{stage=\"encoded-to-committed\",task=\"orders\",le=\"5.12E-4\"}"
                                + " 1")
                .contains(
                        "crosscurrent_task_stage_seconds_bucket{stage=\"encoded-to-committed\",task=\"orders\",le=\"+Inf\"}"
                                + " 2")
                .contains("crosscurrent_task_stage_seconds_count{stage=\"encoded-to-committed\",task=\"orders\"} 2")
                .contains("crosscurrent_task_stage_seconds_sum{stage=\"encoded-to-committed\",task=\"orders\"} 0.0053");
    }

    @Test
    void bytesThatAreNotKnownAreAbsent() {
        assertThat(page(task("running", NOW - 1_000, -1, Map.of()))).doesNotContain("lag_bytes{");
        assertThat(page(task("running", NOW - 600_000, 0, Map.of())))
                .as("of a silent task")
                .doesNotContain("lag_bytes{")
                .contains("crosscurrent_task_silent{task=\"orders\"} 1.0");
    }

    private static TaskProgress task(String status, long toldMillis, long lagBytes, Map<String, Latencies> stages) {
        return new TaskProgress(
                "T1",
                "main",
                "orders",
                status,
                0,
                new RegistryRecord.Task("T1", "stream", "p", "", 5, toldMillis, 0, lagBytes, 0, stages),
                null,
                List.of());
    }

    private static String page(TaskProgress task) {
        Engines engines = new Engines(
                new CompletableFuture<>(), new CompletableFuture<>(), new CompletableFuture<>(), Duration.ofMillis(10));
        Status status = new Status(engines, Map::of, () -> "127.0.0.1:1", "1", CLOCK);
        Measures.Page page = new Measures(status, () -> List.of(task), CLOCK).page(null);
        return new String(page.bytes(), StandardCharsets.UTF_8);
    }
}
