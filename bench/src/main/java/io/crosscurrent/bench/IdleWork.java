/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.contestant.Assignment;
import io.crosscurrent.bench.contestant.Capture;
import io.crosscurrent.bench.contestant.Contestant;
import io.crosscurrent.bench.contestant.Crosscurrent;
import io.crosscurrent.bench.contestant.Debezium;
import io.crosscurrent.bench.process.ProcessCost;
import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Processor time of a contestant that follows a table in which nothing happens; a worker of Connect is part of it. */
final class IdleWork implements Work {
    private static final int SETTLE_SECONDS = 10;

    private final Stage stage;
    private SourceDatabase source;
    private SingleRows rows;

    IdleWork(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Workload workload() {
        return Workload.IDLE;
    }

    @Override
    public List<Turn> turns() {
        // Both on the same worker; the others are programs of another kind.
        return stage.contestants().stream()
                .filter(contestant ->
                        Set.of(Crosscurrent.NAME, Debezium.EXACTLY_ONCE).contains(contestant.name()))
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
        try (Contestant.Running running = contestant.prepare(assignment)) {
            Contestant.Restarting restarting = Contestant.Restarting.of(contestant, running);
            running.begin();
            try (Arrivals arrivals = new Arrivals(assignment.kafka(), assignment.topic(), contestant.shape())) {
                rows.awaitFirst(running, arrivals);
            }
            double with = percent(running);
            restarting.stop();
            double without = percent(running);
            Map<Figure, Double> figures = new EnumMap<>(Figure.class);
            figures.put(Figure.IDLE_PERCENT, with);
            figures.put(Figure.IDLE_WORKER_PERCENT, without);
            figures.put(Figure.IDLE_TASK_PERCENT, with - without);
            figures.put(Figure.PEAK_BYTES, (double) ProcessCost.peakResidentBytes(running.pid()));
            return figures;
        } finally {
            stage.broker().delete(assignment.topic());
        }
    }

    private double percent(Contestant.Running running) throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        running.check();
        long seconds = stage.arguments().size(workload());
        double before = ProcessCost.cpuSeconds(running.pid());
        TimeUnit.SECONDS.sleep(seconds);
        running.check();
        return (ProcessCost.cpuSeconds(running.pid()) - before) / seconds * 100;
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
