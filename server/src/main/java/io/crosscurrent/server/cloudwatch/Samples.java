/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.cloudwatch;

import io.crosscurrent.core.registry.RegistryRecord.Statistics;
import io.crosscurrent.server.dms.task.TaskProgress;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures of tasks and applications, one every ten seconds for the last three hours, in memory. What was before the start of this control
 * plane is not known. Used by many threads.
 */
public final class Samples implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Samples.class);
    private static final String TASK = "ReplicationTaskIdentifier";
    private static final int PERIOD_SECONDS = 10;
    private static final int KEPT = 3 * 3600 / PERIOD_SECONDS;

    /** What is measured of what. @param dimensions value by name, in the order of the service */
    record Series(String namespace, String metric, Map<String, String> dimensions) {
        static Series ofTask(String metric, TaskProgress task) {
            Map<String, String> dimensions = new LinkedHashMap<>();
            dimensions.put("ReplicationInstanceIdentifier", task.instance());
            dimensions.put(TASK, task.id());
            return new Series("AWS/DMS", metric, dimensions);
        }

        static Series ofApplication(String metric, String application) {
            return new Series("AWS/KinesisAnalytics", metric, Map.of("Application", application));
        }
    }

    /** One value. */
    record Sample(long atMillis, double value) {}

    /** Totals at the last look, to tell how fast they grow. */
    private record Totals(long atMillis, long changes, long loaded) {}

    private final Supplier<List<TaskProgress>> tasks;
    private final Supplier<Map<String, Map<String, Double>>> applications;
    private final Clock clock;
    private final Map<Series, Deque<Sample>> series = new LinkedHashMap<>();
    private final Map<String, Totals> before = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "samples");
        thread.setDaemon(true);
        return thread;
    });

    /** @param applications of Flink: their measures by name */
    public Samples(
            Supplier<List<TaskProgress>> tasks, Supplier<Map<String, Map<String, Double>>> applications, Clock clock) {
        this.tasks = tasks;
        this.applications = applications;
        this.clock = clock;
    }

    public void start() {
        timer.scheduleAtFixedRate(this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            take();
        } catch (RuntimeException e) {
            // an exception would end the schedule
            LOG.warn("The measures of tasks could not be taken: {}", e.toString());
        }
        try {
            takeApplications();
        } catch (RuntimeException e) {
            LOG.warn("The measures of applications could not be taken: {}", e.toString());
        }
    }

    /** Takes one sample of each running application now. */
    void takeApplications() {
        // Flink is asked before the lock is taken: it may take its time.
        Map<String, Map<String, Double>> measures = applications.get();
        synchronized (this) {
            long now = clock.millis();
            measures.forEach((application, values) ->
                    values.forEach((metric, value) -> add(Series.ofApplication(metric, application), now, value)));
            long oldest = now - KEPT * PERIOD_SECONDS * 1_000L;
            series.entrySet()
                    .removeIf(each -> each.getKey().dimensions().containsKey("Application")
                            && each.getValue().getLast().atMillis() < oldest);
        }
    }

    /** Takes one sample of each running task now. */
    synchronized void take() {
        long now = clock.millis();
        Set<String> seen = new HashSet<>();
        for (TaskProgress task : tasks.get()) {
            seen.add(task.id());
            if (task.running()) {
                take(task, now);
            } else {
                before.remove(task.id());
            }
        }
        series.keySet()
                .removeIf(each -> each.dimensions().containsKey(TASK)
                        && !seen.contains(each.dimensions().get(TASK)));
    }

    private void take(TaskProgress task, long now) {
        double lag = task.lagMillis(now) / 1e3;
        add(task, "CDCLatencySource", now, lag);
        add(task, "CDCLatencyTarget", now, lag);
        Totals totals = new Totals(
                now,
                sum(task, each -> each.inserts() + each.updates() + each.deletes()),
                sum(task, Statistics::fullLoadRows));
        Totals last = before.put(task.id(), totals);
        if (last != null && totals.atMillis() > last.atMillis()) {
            double seconds = (totals.atMillis() - last.atMillis()) / 1e3;
            double changes = Math.max(0, totals.changes() - last.changes()) / seconds;
            add(task, "CDCThroughputRowsSource", now, changes);
            add(task, "CDCThroughputRowsTarget", now, changes);
            double loaded = Math.max(0, totals.loaded() - last.loaded()) / seconds;
            add(task, "FullLoadThroughputRowsSource", now, loaded);
            add(task, "FullLoadThroughputRowsTarget", now, loaded);
        }
    }

    private static long sum(TaskProgress task, ToLongFunction<Statistics> count) {
        return task.tables().stream().mapToLong(count).sum();
    }

    private void add(TaskProgress task, String metric, long now, double value) {
        add(Series.ofTask(metric, task), now, value);
    }

    private void add(Series which, long now, double value) {
        Deque<Sample> samples = series.computeIfAbsent(which, key -> new ArrayDeque<>());
        samples.addLast(new Sample(now, value));
        if (samples.size() > KEPT) {
            samples.removeFirst();
        }
    }

    synchronized List<Series> series() {
        return new ArrayList<>(series.keySet());
    }

    /** Samples from {@code fromMillis} on and before {@code toMillis}, oldest first. */
    synchronized List<Sample> between(Series which, long fromMillis, long toMillis) {
        return series.getOrDefault(which, new ArrayDeque<>()).stream()
                .filter(sample -> sample.atMillis() >= fromMillis && sample.atMillis() < toMillis)
                .toList();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
