/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.cloudwatch;

import io.crosscurrent.server.dms.task.TaskProgress;
import io.crosscurrent.server.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metrics of tasks and applications: one sample every ten seconds for the last three hours, and what they come to every five minutes for fifteen
 * days. The recent ones are in memory and written to the store once a minute, so a platform that is killed loses a minute of
 * them. Used by many threads.
 */
public final class Samples implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Samples.class);
    private static final long FINE_MILLIS = Duration.ofHours(3).toMillis();
    private static final long COARSE_MILLIS = Duration.ofDays(15).toMillis();
    private static final long PERIOD_MILLIS = KeptSamples.COARSE_SECONDS * 1_000L;
    private static final long WRITE_MILLIS = Duration.ofMinutes(1).toMillis();

    /** What is measured of what. */
    record Series(Measured of, String metric) {
        String namespace() {
            return of.namespace();
        }

        Map<String, String> dimensions() {
            return of.dimensions();
        }
    }

    private final Supplier<List<TaskProgress>> tasks;
    private final Supplier<Map<String, Map<String, Double>>> applications;
    private final Clock clock;
    private final KeptSamples kept;
    private final TaskMetrics metrics = new TaskMetrics();
    private final Map<Series, Deque<Sample>> series = new LinkedHashMap<>();
    private boolean restored;
    /** Samples up to this moment are in the store. */
    private long writtenMillis;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "samples");
        thread.setDaemon(true);
        return thread;
    });

    /** @param applications of Flink: their measures by name */
    public Samples(
            Supplier<List<TaskProgress>> tasks,
            Supplier<Map<String, Map<String, Double>>> applications,
            Store store,
            Clock clock) {
        this.tasks = tasks;
        this.applications = applications;
        this.clock = clock;
        this.kept = new KeptSamples(store);
    }

    public void start() {
        timer.scheduleAtFixedRate(this::look, 0, KeptSamples.FINE_SECONDS, TimeUnit.SECONDS);
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
            measures.forEach((application, values) -> values.forEach((metric, value) ->
                    add(new Series(Measured.application(application), metric), Sample.of(now, value))));
        }
    }

    /** Takes one sample of each running task now, and keeps what has gathered when it is time. */
    synchronized void take() {
        long now = clock.millis();
        restore(now);
        Set<String> seen = new HashSet<>();
        for (TaskProgress task : tasks.get()) {
            seen.add(task.id());
            if (task.running()) {
                metrics.of(task, now)
                        .forEach(
                                (metric, value) -> add(new Series(Measured.task(task), metric), Sample.of(now, value)));
            } else {
                metrics.forget(task.id());
            }
        }
        forgetAllBut(seen);
        series.values().forEach(samples -> expire(samples, now - FINE_MILLIS));
        if (now - writtenMillis >= WRITE_MILLIS) {
            write(now);
        }
    }

    private void restore(long now) {
        if (restored) {
            return;
        }
        series.clear();
        kept.measured().stream()
                .filter(Measured::isTask)
                .forEach(task ->
                        TaskMetrics.NAMES.forEach(metric -> series.put(new Series(task, metric), new ArrayDeque<>())));
        for (KeptSamples.Row row : kept.since(KeptSamples.FINE_SECONDS, now - FINE_MILLIS - WRITE_MILLIS)) {
            row.samples()
                    .forEach((metric, samples) -> samples.forEach(sample -> add(new Series(row.of(), metric), sample)));
        }
        writtenMillis = now;
        restored = true;
    }

    private void add(Series which, Sample sample) {
        series.computeIfAbsent(which, key -> new ArrayDeque<>()).addLast(sample);
    }

    private static void expire(Deque<Sample> samples, long beforeMillis) {
        while (!samples.isEmpty() && samples.peekFirst().atMillis() < beforeMillis) {
            samples.removeFirst();
        }
    }

    private void forgetAllBut(Set<String> seen) {
        Set<String> gone = series.keySet().stream()
                .map(Series::of)
                .filter(Measured::isTask)
                .map(Measured::id)
                .collect(Collectors.toCollection(HashSet::new));
        gone.removeAll(seen);
        for (String task : gone) {
            kept.forget(task);
            metrics.forget(task);
            series.keySet().removeIf(each -> each.of().id().equals(task));
        }
    }

    private void write(long now) {
        Set<Measured> all = new LinkedHashSet<>();
        series.keySet().forEach(each -> all.add(each.of()));
        for (Measured each : all) {
            Map<String, List<Sample>> fine = of(each, writtenMillis, now + 1);
            if (!fine.isEmpty()) {
                long first = fine.values().iterator().next().get(0).atMillis();
                kept.put(KeptSamples.FINE_SECONDS, first, new KeptSamples.Row(each, fine));
                for (long at = period(first); at <= now; at += PERIOD_MILLIS) {
                    putTogether(each, at);
                }
            }
        }
        kept.expire(KeptSamples.FINE_SECONDS, now - FINE_MILLIS - WRITE_MILLIS);
        kept.expire(KeptSamples.COARSE_SECONDS, now - COARSE_MILLIS);
        writtenMillis = now + 1;
    }

    private void putTogether(Measured measured, long at) {
        Map<String, List<Sample>> coarse = new TreeMap<>();
        of(measured, at, at + PERIOD_MILLIS)
                .forEach((metric, samples) -> coarse.put(metric, List.of(Sample.together(at, samples))));
        if (!coarse.isEmpty()) {
            kept.put(KeptSamples.COARSE_SECONDS, at, new KeptSamples.Row(measured, coarse));
        }
    }

    /** Samples in memory by metric; metrics without any are left out. */
    private Map<String, List<Sample>> of(Measured measured, long fromMillis, long toMillis) {
        Map<String, List<Sample>> found = new TreeMap<>();
        series.forEach((each, samples) -> {
            if (each.of().equals(measured)) {
                List<Sample> within = within(samples, fromMillis, toMillis);
                if (!within.isEmpty()) {
                    found.put(each.metric(), within);
                }
            }
        });
        return found;
    }

    private static List<Sample> within(Deque<Sample> samples, long fromMillis, long toMillis) {
        return samples.stream()
                .filter(sample -> sample.atMillis() >= fromMillis && sample.atMillis() < toMillis)
                .toList();
    }

    private static long period(long millis) {
        return millis / PERIOD_MILLIS * PERIOD_MILLIS;
    }

    synchronized List<Series> series() {
        return new ArrayList<>(series.keySet());
    }

    /** Samples from {@code fromMillis} on and before {@code toMillis}, oldest first; those of five minutes before three hours ago. */
    List<Sample> between(Series which, long fromMillis, long toMillis) {
        // The first whole period of which all samples are in memory.
        long fine = period(clock.millis() - FINE_MILLIS + PERIOD_MILLIS - 1);
        List<Sample> found = new ArrayList<>();
        if (fromMillis < fine) {
            found.addAll(kept.between(
                    KeptSamples.COARSE_SECONDS,
                    which.of().id(),
                    which.metric(),
                    period(fromMillis + PERIOD_MILLIS - 1),
                    Math.min(fine, toMillis)));
        }
        synchronized (this) {
            found.addAll(within(series.getOrDefault(which, new ArrayDeque<>()), Math.max(fine, fromMillis), toMillis));
        }
        return found;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        synchronized (this) {
            if (restored) {
                write(clock.millis());
            }
        }
    }
}
