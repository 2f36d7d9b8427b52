/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.measure.Latencies;
import io.crosscurrent.core.measure.LatencyHistogram;
import io.crosscurrent.core.registry.RegistryRecord;
import io.crosscurrent.core.registry.RegistryRecord.Statistics;
import io.crosscurrent.server.dms.task.TaskProgress;
import io.crosscurrent.server.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

class MetricsServiceTest {
    private static final long START = 1_800_000_000_000L;

    private final List<TaskProgress> tasks = new ArrayList<>();
    private final Map<String, Map<String, Double>> applications = new TreeMap<>();
    private long now = START;

    @TempDir
    private Path directory;

    private Store store;
    private Samples samples;
    private MetricsService service;
    private long deliveredBytes;
    private Map<String, Latencies> stages = Map.of();

    private final Clock clock = new Clock() {
        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }
    };

    @BeforeEach
    void start() {
        store = Store.inDirectory(directory);
        samples = new Samples(() -> tasks, () -> applications, store, clock);
        service = new MetricsService(samples);
    }

    @AfterEach
    void stop() {
        samples.close();
        store.close();
    }

    private void restart() {
        stop();
        start();
        samples.take();
    }

    private void take(long inserts, long lagMillis) {
        tasks.clear();
        tasks.add(new TaskProgress(
                "T1",
                "main",
                "orders",
                "running",
                START,
                new RegistryRecord.Task("T1", "stream", "p", "", 5, now, lagMillis, -1, deliveredBytes, stages),
                null,
                List.of(new Statistics(
                        "T1", "s", "t", "Table completed", 100, 100, START, START, inserts, 0, 0, 0, now, 0, false))));
        samples.take();
        now += 10_000;
    }

    private static List<Dimension> dimensions() {
        return List.of(
                Dimension.builder()
                        .name("ReplicationInstanceIdentifier")
                        .value("main")
                        .build(),
                Dimension.builder()
                        .name("ReplicationTaskIdentifier")
                        .value("T1")
                        .build());
    }

    private List<Datapoint> statistics(String metric, int period) {
        return service.getMetricStatistics(GetMetricStatisticsRequest.builder()
                        .namespace("AWS/DMS")
                        .metricName(metric)
                        .dimensions(dimensions())
                        .startTime(Instant.ofEpochMilli(START))
                        .endTime(Instant.ofEpochMilli(now))
                        .period(period)
                        .build())
                .datapoints();
    }

    @Test
    void latencyAndThroughputAreMeasuredFromWhatTasksTell() {
        take(0, 2_000);
        take(500, 4_000);
        take(1_500, 0);
        assertThat(statistics("CDCLatencySource", 60)).singleElement().satisfies(point -> {
            assertThat(point.average()).isEqualTo(2.0);
            assertThat(point.maximum()).isEqualTo(4.0);
            assertThat(point.sampleCount()).isEqualTo(3.0);
            assertThat(point.timestamp()).isEqualTo(Instant.ofEpochMilli(START));
        });
        assertThat(statistics("CDCThroughputRowsTarget", 10))
                .extracting(Datapoint::average)
                .containsExactly(50.0, 100.0);
        assertThat(service.listMetrics(ListMetricsRequest.builder()
                                .namespace("AWS/DMS")
                                .build())
                        .metrics())
                .extracting(Metric::metricName)
                .contains("CDCLatencyTarget", "FullLoadThroughputRowsTarget");
    }

    @Test
    void dataAreNewestFirstAndWhatIsNotKnownIsEmpty() {
        take(0, 1_000);
        take(0, 3_000);
        var data = service.getMetricData(r -> r.startTime(Instant.ofEpochMilli(START))
                .endTime(Instant.ofEpochMilli(now))
                .metricDataQueries(List.of(query("a", "Maximum", "CDCLatencySource"), query("b", "p99", "Nope"))));
        assertThat(data.metricDataResults().get(0).values()).containsExactly(3.0, 1.0);
        assertThat(data.metricDataResults().get(1).values()).isEmpty();
        assertThatThrownBy(() -> statistics("CDCLatencySource", 0)).hasMessageContaining("Period must be at least 1");
    }

    private static MetricDataQuery query(String id, String statistic, String metric) {
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(s -> s.period(10)
                        .stat(statistic)
                        .metric(m -> m.namespace("AWS/DMS").metricName(metric).dimensions(dimensions())))
                .build();
    }

    @Test
    void aTaskThatIsGoneLeavesNoMeasures() {
        take(0, 0);
        tasks.clear();
        samples.take();
        assertThat(service.listMetrics(ListMetricsRequest.builder().build()).metrics())
                .isEmpty();
    }

    @Test
    void theWayToTheTargetIsPartOfItsLatencyAndBytesAreTold() {
        LatencyHistogram deliver = new LatencyHistogram();
        take(0, 0);
        deliver.record(500_000);
        stages = Map.of("encoded-to-committed", deliver.read());
        deliveredBytes = 40_000;
        take(10, 1_000);
        assertThat(statistics("CDCLatencySource", 10))
                .extracting(Datapoint::average)
                .containsExactly(0.0, 1.0);
        assertThat(statistics("CDCLatencyTarget", 10))
                .extracting(Datapoint::average)
                .containsExactly(0.0, 1.5);
        take(10, 0);
        assertThat(statistics("CDCLatencyTarget", 10).get(2).average())
                .as("nothing is under way")
                .isZero();
        assertThat(statistics("CDCThroughputBandwidthTarget", 10)).satisfies(points -> {
            assertThat(points).extracting(Datapoint::average).containsExactly(4.0, 0.0);
            assertThat(points.get(0).unitAsString()).isEqualTo("Kilobytes/Second");
        });
    }

    @Test
    void samplesOutliveARestart() {
        for (int i = 0; i < 10; i++) {
            take(i * 100L, 1_000L * i);
        }
        List<Datapoint> before = statistics("CDCLatencySource", 10);
        TaskProgress running = tasks.get(0);
        tasks.set(
                0,
                new TaskProgress(
                        running.id(),
                        running.instance(),
                        running.name(),
                        "stopped",
                        START,
                        running.told(),
                        null,
                        running.tables()));
        restart();
        assertThat(statistics("CDCLatencySource", 10)).isEqualTo(before).hasSize(10);
        assertThat(statistics("CDCThroughputRowsTarget", 10)).hasSize(9);
    }

    @Test
    void afterThreeHoursFiveMinutesAreOneSampleAndAfterFifteenDaysNoneIsLeft() {
        int hours = 4;
        for (int i = 0; i < hours * 360; i++) {
            take(0, i % 30 == 0 ? 3_000 : 0);
        }
        restart();
        List<Datapoint> all = statistics("CDCLatencySource", 300);
        assertThat(all).hasSize(hours * 12).allSatisfy(point -> {
            assertThat(point.maximum()).isEqualTo(3.0);
            assertThat(point.sampleCount()).isEqualTo(30.0);
            assertThat(point.sum()).isEqualTo(3.0);
        });
        assertThat(statistics("CDCLatencySource", 10))
                .as("three hours each ten seconds, one hour each five minutes")
                .hasSize(3 * 360 + 12);
        now += Duration.ofDays(16).toMillis();
        take(0, 0);
        assertThat(statistics("CDCLatencySource", 300)).hasSize(1);
    }

    @Test
    void whatAKilledPlatformHadWrittenIsThere() {
        for (int i = 0; i < 10; i++) {
            take(0, 1_000);
        }
        samples = new Samples(() -> tasks, () -> applications, store, clock);
        service = new MetricsService(samples);
        samples.take();
        assertThat(statistics("CDCLatencySource", 10).size()).isBetween(6, 10);
    }

    @Test
    void offersTheMeasuresOfApplications() {
        // Given
        applications.put("counting", Map.of("fullRestarts", 1.0, "lastCheckpointDuration", 20.0));
        // When
        samples.takeApplications();
        now += 10_000;
        // Then
        assertThat(service.listMetrics(ListMetricsRequest.builder()
                                .namespace("AWS/KinesisAnalytics")
                                .build())
                        .metrics())
                .extracting(Metric::metricName)
                .containsExactlyInAnyOrder("fullRestarts", "lastCheckpointDuration");
        assertThat(service.getMetricStatistics(GetMetricStatisticsRequest.builder()
                                .namespace("AWS/KinesisAnalytics")
                                .metricName("lastCheckpointDuration")
                                .dimensions(Dimension.builder()
                                        .name("Application")
                                        .value("counting")
                                        .build())
                                .startTime(Instant.ofEpochMilli(START))
                                .endTime(Instant.ofEpochMilli(now))
                                .period(60)
                                .build())
                        .datapoints())
                .singleElement()
                .satisfies(point -> {
                    assertThat(point.average()).isEqualTo(20.0);
                    assertThat(point.unitAsString()).isEqualTo("Milliseconds");
                });
    }
}
