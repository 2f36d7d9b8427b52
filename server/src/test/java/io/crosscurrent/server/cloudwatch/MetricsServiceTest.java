/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.registry.RegistryRecord;
import io.crosscurrent.core.registry.RegistryRecord.Statistics;
import io.crosscurrent.server.dms.task.TaskProgress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
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
    private final Samples samples = new Samples(() -> tasks, () -> applications, new Clock() {
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
    });
    private final MetricsService service = new MetricsService(samples);

    private void take(long inserts, long lagMillis) {
        tasks.clear();
        tasks.add(new TaskProgress(
                "T1",
                "main",
                "orders",
                "running",
                START,
                new RegistryRecord.Task("T1", "stream", "p", "", 5, now, lagMillis),
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
