/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.monitoring;

import io.crosscurrent.core.measure.Latencies;
import io.crosscurrent.core.measure.LatencyHistogram;
import io.crosscurrent.core.registry.RegistryRecord.Statistics;
import io.crosscurrent.server.dms.task.TaskProgress;
import io.crosscurrent.server.platform.Status;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What Prometheus reads: components, tasks and this process. Taken from what tasks told the registry, when it is asked for;
 * times are seconds since the epoch, lengths of time seconds. Used by many threads.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
public final class Measures {
    private final Status status;
    private final Supplier<List<TaskProgress>> tasks;
    private final Clock clock;
    private final PrometheusRegistry process = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();

    public Measures(Status status, Supplier<List<TaskProgress>> tasks, Clock clock) {
        this.status = status;
        this.tasks = tasks;
        this.clock = clock;
        JvmMetrics.builder().register(process);
    }

    /** @param bytes in the form of {@code type} */
    record Page(String type, byte[] bytes) {}

    /** @param accept header of the request, may be null */
    Page page(String accept) {
        List<MetricSnapshot> all = new ArrayList<>();
        all.add(components());
        all.addAll(tasks());
        process.scrape().forEach(all::add);
        ExpositionFormatWriter writer = formats.findWriter(accept);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, new MetricSnapshots(all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Page(writer.getContentType(), out.toByteArray());
    }

    private MetricSnapshot components() {
        GaugeSnapshot.Builder up = GaugeSnapshot.builder()
                .name("crosscurrent_component_up")
                .help("Whether a component of the platform runs.");
        status.components()
                .forEach(component -> up.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .labels(Labels.of("component", component.name()))
                        .value(component.running() ? 1 : 0)
                        .build()));
        return up.build();
    }

    private List<MetricSnapshot> tasks() {
        List<TaskProgress> now = tasks.get();
        long millis = clock.millis();
        GaugeSnapshot.Builder state =
                GaugeSnapshot.builder().name("crosscurrent_task_state").help("1 for the state a task is in.");
        now.forEach(task -> state.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(Labels.of("task", task.name(), "state", task.status()))
                .value(1)
                .build()));
        CounterSnapshot.Builder changes = CounterSnapshot.builder()
                .name("crosscurrent_task_changes")
                .help("Changes of rows, and of tables, that a task delivered.");
        for (TaskProgress task : now) {
            changes.dataPoint(changes(task, "insert", Statistics::inserts));
            changes.dataPoint(changes(task, "update", Statistics::updates));
            changes.dataPoint(changes(task, "delete", Statistics::deletes));
            changes.dataPoint(changes(task, "ddl", Statistics::ddls));
        }
        return List.of(
                state.build(),
                stages(now),
                gauge(
                        now.stream().filter(task -> task.lagBytes(millis) >= 0).toList(),
                        "crosscurrent_task_lag_bytes",
                        "Bytes of the source's log that a task has not read; absent when that is not known.",
                        task -> task.lagBytes(millis)),
                gauge(
                        now,
                        "crosscurrent_task_lag_seconds",
                        "How far the target is behind the source; 0 when the source has nothing more.",
                        task -> task.lagMillis(millis) / 1e3),
                gauge(
                        now,
                        "crosscurrent_task_silent",
                        "1 when a running task has told nothing for two minutes.",
                        task -> task.silent(millis) ? 1 : 0),
                gauge(
                        now,
                        "crosscurrent_task_last_change_timestamp_seconds",
                        "When the last change a task read was committed at the source; 0 when there was none.",
                        task -> task.told() == null ? 0 : task.told().sourceMillis() / 1e3),
                gauge(
                        now,
                        "crosscurrent_task_last_report_timestamp_seconds",
                        "When a task told last how far it is; 0 when it never did.",
                        task -> task.toldMillis() / 1e3),
                gauge(now, "crosscurrent_task_tables", "Tables a task captures.", task -> task.tables()
                        .size()),
                gauge(
                        now,
                        "crosscurrent_task_full_load_rows",
                        "Rows the full load of a task has delivered.",
                        task -> sum(task, Statistics::fullLoadRows)),
                changes.build());
    }

    private static MetricSnapshot stages(List<TaskProgress> tasks) {
        HistogramSnapshot.Builder seconds = HistogramSnapshot.builder()
                .name("crosscurrent_task_stage_seconds")
                .help("How long transactions took in each stage of their way, since the run of the task began.");
        for (TaskProgress task : tasks) {
            if (task.told() != null) {
                task.told().stages().forEach((stage, latencies) -> seconds.dataPoint(stage(task, stage, latencies)));
            }
        }
        return seconds.build();
    }

    private static HistogramSnapshot.HistogramDataPointSnapshot stage(
            TaskProgress task, String stage, Latencies latencies) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int i = 0; i < latencies.counts().size(); i++) {
            long bound = LatencyHistogram.boundMicros(i);
            buckets.bucket(
                    bound == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : bound / 1e6,
                    latencies.counts().get(i));
        }
        return HistogramSnapshot.HistogramDataPointSnapshot.builder()
                .labels(Labels.of("task", task.name(), "stage", stage))
                .classicHistogramBuckets(buckets.build())
                .sum(latencies.sumMicros() / 1e6)
                .build();
    }

    private static MetricSnapshot gauge(
            List<TaskProgress> tasks, String name, String help, ToDoubleFunction<TaskProgress> value) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        tasks.forEach(task -> gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(Labels.of("task", task.name()))
                .value(value.applyAsDouble(task))
                .build()));
        return gauge.build();
    }

    private static CounterSnapshot.CounterDataPointSnapshot changes(
            TaskProgress task, String operation, ToLongFunction<Statistics> count) {
        return CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(Labels.of("task", task.name(), "operation", operation))
                .value(sum(task, count))
                .build();
    }

    private static long sum(TaskProgress task, ToLongFunction<Statistics> count) {
        return task.tables().stream().mapToLong(count).sum();
    }
}
