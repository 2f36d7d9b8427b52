/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.contestant.Assignment;
import io.crosscurrent.bench.contestant.Capture;
import io.crosscurrent.bench.contestant.Contestant;
import io.crosscurrent.bench.process.ProcessCost;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Commits single rows at a steady rate and takes the time until a read_committed reader has each: from the moment the
 * commit was answered. The first seconds do not count.
 */
final class LatencyWork implements Work {
    private static final int RATE = 500;
    private static final int WARM_UP_SECONDS = 5;
    private static final long LAST_LIMIT_SECONDS = 30;

    private final Stage stage;
    private SourceDatabase source;
    private SingleRows rows;

    LatencyWork(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Workload workload() {
        return Workload.LATENCY;
    }

    @Override
    public List<Turn> turns() {
        return stage.contestants().stream()
                .map(contestant -> new Turn(contestant.name(), run -> measure(contestant, run)))
                .toList();
    }

    @Override
    public void open() throws SQLException {
        source = SourceDatabase.temporary(Stage::say);
        rows = SingleRows.into(source);
    }

    private Map<Figure, Double> measure(Contestant contestant, int run)
            throws IOException, InterruptedException, SQLException {
        Assignment assignment =
                stage.assignment(workload(), contestant.name(), run, Capture.FOLLOW, SingleRows.TABLE, source);
        stage.broker().create(assignment.topic());
        try (Contestant.Running running = contestant.prepare(assignment);
                Arrivals arrivals = new Arrivals(assignment.kafka(), assignment.topic(), contestant.shape())) {
            running.begin();
            rows.awaitFirst(running, arrivals);
            rows.write(RATE, WARM_UP_SECONDS);
            double cpu = -ProcessCost.cpuSeconds(running.pid());
            double mysqld = -ProcessCost.cpuSeconds(source.server().pid());
            double brokers = -ProcessCost.cpuSeconds(stage.broker().pid());
            long from = rows.nextId();
            List<Long> committed = rows.write(RATE, stage.arguments().size(workload()));
            awaitLast(arrivals, running);
            double millions = committed.size() / 1e6;
            Map<Figure, Double> figures = new EnumMap<>(Figure.class);
            figures.put(Figure.CPU_A_MILLION, (cpu + ProcessCost.cpuSeconds(running.pid())) / millions);
            figures.put(
                    Figure.MYSQLD_CPU_A_MILLION,
                    (mysqld + ProcessCost.cpuSeconds(source.server().pid())) / millions);
            figures.put(
                    Figure.BROKER_CPU_A_MILLION,
                    (brokers + ProcessCost.cpuSeconds(stage.broker().pid())) / millions);
            figures.put(Figure.PEAK_BYTES, (double) ProcessCost.peakResidentBytes(running.pid()));
            latencies(from, committed, arrivals, figures);
            return figures;
        } finally {
            stage.broker().delete(assignment.topic());
        }
    }

    private void awaitLast(Arrivals arrivals, Contestant.Running running) throws IOException, InterruptedException {
        long last = SingleRows.identity(rows.nextId() - 1);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LAST_LIMIT_SECONDS);
        while (arrivals.nanos(last) == null && System.nanoTime() < deadline) {
            running.check();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static void latencies(long from, List<Long> committed, Arrivals arrivals, Map<Figure, Double> figures) {
        double[] ms = new double[committed.size()];
        int count = 0;
        for (int i = 0; i < committed.size(); i++) {
            Long at = arrivals.nanos(SingleRows.identity(from + i));
            if (at != null) {
                // A record can be with its reader before the commit is answered.
                ms[count++] = Math.max(0, (at - committed.get(i)) / 1e6);
            }
        }
        double[] sorted = Arrays.copyOf(ms, count);
        Arrays.sort(sorted);
        figures.put(Figure.P50, rank(sorted, 0.5));
        figures.put(Figure.P90, rank(sorted, 0.9));
        figures.put(Figure.P99, rank(sorted, 0.99));
        figures.put(Figure.MOST, rank(sorted, 1));
        figures.put(Figure.RECORDS, (double) count);
        figures.put(Figure.MISSING, (double) committed.size() - count);
    }

    /** The value that this share of them does not exceed; NaN without any. */
    static double rank(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
        }
        if (source != null) {
            source.close();
        }
    }
}
