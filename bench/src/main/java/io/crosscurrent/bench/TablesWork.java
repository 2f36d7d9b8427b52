/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.RowIdentity.Kind;
import io.crosscurrent.bench.contestant.Assignment;
import io.crosscurrent.bench.contestant.Capture;
import io.crosscurrent.bench.contestant.Contestant;
import io.crosscurrent.bench.contestant.Crosscurrent;
import io.crosscurrent.bench.contestant.Debezium;
import io.crosscurrent.bench.contestant.TableSet;
import io.crosscurrent.bench.process.ProcessCost;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Very many tables of ten rows: from the order until all rows are there; then the connector is stopped, a row changes, and
 * the time from its restart to that change counts. Ours also with few tables, to see what does not grow.
 */
final class TablesWork implements Work {
    static final String FEW = Crosscurrent.NAME + " few";
    static final int FEW_TABLES = 20;

    private static final long LOAD_LIMIT_SECONDS = 400;
    private static final long CHANGE_LIMIT_SECONDS = 240;
    private static final long EXTRA_ROWS = 1_000_000_000L;

    private final Stage stage;
    private final TableSet many;
    private final TableSet few = new TableSet("few", FEW_TABLES);
    private SourceDatabase source;
    private long nextExtra = EXTRA_ROWS;

    TablesWork(Stage stage) {
        this.stage = stage;
        this.many = new TableSet("many", Math.toIntExact(stage.arguments().size(Workload.TABLES)));
    }

    @Override
    public Workload workload() {
        return Workload.TABLES;
    }

    @Override
    public List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        for (Contestant contestant : stage.contestants()) {
            if (contestant.name().equals(Crosscurrent.NAME)) {
                turns.add(new Turn(contestant.name(), run -> measure(contestant, contestant.name(), many, run)));
                turns.add(new Turn(FEW, run -> measure(contestant, FEW, few, run)));
            } else if (contestant.name().equals(Debezium.EXACTLY_ONCE)) {
                turns.add(new Turn(contestant.name(), run -> measure(contestant, contestant.name(), many, run)));
            }
        }
        return turns;
    }

    @Override
    public void open() throws IOException, SQLException {
        source = stage.database("tables", Map.of());
        DataSets.manyTables(source, many);
        DataSets.manyTables(source, few);
    }

    private Map<Figure, Double> measure(Contestant contestant, String turn, TableSet tables, int run)
            throws IOException, InterruptedException {
        Assignment assignment = stage.assignment(workload(), turn, run, Capture.LOAD_AND_FOLLOW, tables, source);
        String first = "bench." + tables.names().get(0);
        stage.broker().create(assignment.topic());
        try (Contestant.Running prepared = contestant.prepare(assignment);
                Arrivals arrivals = new Arrivals(assignment.kafka(), assignment.topic(), contestant.shape())) {
            Contestant.Restarting running = Contestant.Restarting.of(contestant, prepared);
            Map<Figure, Double> figures = new EnumMap<>(Figure.class);
            int rows = tables.count() * DataSets.ROWS_A_SMALL_TABLE;
            double cpu = -ProcessCost.cpuSeconds(running.pid());
            long start = System.nanoTime();
            running.begin();
            await(
                    running,
                    LOAD_LIMIT_SECONDS,
                    () -> arrivals.count() >= rows,
                    () -> arrivals.count() + " of " + rows + " rows came");
            figures.put(Figure.START_SECONDS, (System.nanoTime() - start) / 1e9);
            figures.put(Figure.CPU_SECONDS, cpu + ProcessCost.cpuSeconds(running.pid()));

            long following = insert(first);
            await(running, CHANGE_LIMIT_SECONDS, () -> arrivals.nanos(following) != null, () -> "it follows no change");
            running.stop();
            long changed = insert(first);
            long resumed = System.nanoTime();
            running.resume();
            await(
                    running,
                    CHANGE_LIMIT_SECONDS,
                    () -> arrivals.nanos(changed) != null,
                    () -> "no change came after the" + " restart");
            figures.put(Figure.RESTART_SECONDS, (arrivals.nanos(changed) - resumed) / 1e9);
            figures.put(Figure.PEAK_BYTES, (double) ProcessCost.peakResidentBytes(running.pid()));
            figures.put(Figure.RECORDS, (double) arrivals.count());
            figures.put(Figure.MISSING, 0.0);
            return figures;
        } finally {
            source.server().execute("SET sql_log_bin=0; DELETE FROM " + first + " WHERE id >= " + EXTRA_ROWS);
            stage.broker().delete(assignment.topic());
        }
    }

    /** @return the identity of the new row */
    private long insert(String table) {
        long id = nextExtra++;
        StringBuilder sql = new StringBuilder("INSERT INTO ").append(table).append(" VALUES ");
        new RowText(new SplittableRandom(id)).values(sql, id);
        source.server().execute("SET NAMES utf8mb4; SET time_zone='+00:00'; " + sql);
        return RowIdentity.of(id, 0, Kind.WRITTEN);
    }

    /** Something that may come. */
    private interface Condition {
        boolean met();
    }

    /** What there is instead. */
    private interface State {
        String text();
    }

    private static void await(Contestant.Running running, long seconds, Condition condition, State state)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long nextCheck = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (!condition.met()) {
            long now = System.nanoTime();
            if (now > deadline) {
                throw new IllegalStateException("not finished in " + seconds + " s: " + state.text());
            }
            if (now > nextCheck) {
                running.check();
                nextCheck = now + TimeUnit.SECONDS.toNanos(1);
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Override
    public void close() {
        if (source != null) {
            source.close();
        }
    }
}
