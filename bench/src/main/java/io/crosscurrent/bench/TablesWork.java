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

    private static final long CHANGE_LIMIT_SECONDS = 240;
    private static final long EXTRA_ROWS = 1_000_000_000L;

    private final Stage stage;
    private final TableSet many;
    private final TableSet few = new TableSet("few", FEW_TABLES);
    private SourceDatabase source;
    /** The identities of the rows of each set. */
    private Map<TableSet, long[]> expected;

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
        expected = Map.of(many, DataSets.manyTables(source, many), few, DataSets.manyTables(source, few));
    }

    private Map<Figure, Double> measure(Contestant contestant, String turn, TableSet tables, int run)
            throws IOException, InterruptedException {
        Assignment assignment = stage.assignment(workload(), turn, run, Capture.LOAD_AND_FOLLOW, tables, source);
        String first = "bench." + tables.names().get(0);
        stage.broker().create(assignment.topic());
        try (Contestant.Running prepared = contestant.prepare(assignment)) {
            Contestant.Restarting running = Contestant.Restarting.of(contestant, prepared);
            Map<Figure, Double> figures = new EnumMap<>(Figure.class);
            load(contestant, assignment, running, expected.get(tables), figures);
            restart(contestant, assignment, running, first, figures);
            figures.put(Figure.PEAK_BYTES, (double) ProcessCost.peakResidentBytes(running.pid()));
            return figures;
        } finally {
            source.server().execute("SET sql_log_bin=0; DELETE FROM " + first + " WHERE id >= " + EXTRA_ROWS);
            stage.broker().delete(assignment.topic());
        }
    }

    private void load(
            Contestant contestant,
            Assignment assignment,
            Contestant.Running running,
            long[] rows,
            Map<Figure, Double> figures)
            throws IOException, InterruptedException {
        Observation observed = new Observation(source, stage.broker(), assignment.topic(), running);
        running.begin();
        observed.observe(rows.length);
        Observation.Sample start = observed.start();
        Observation.Sample last = observed.last();
        TopicCount count = TopicCount.read(
                assignment.kafka(), assignment.topic(), last.committed(), contestant.shape(), rows, value -> {});
        figures.put(Figure.START_SECONDS, (last.ms() - start.ms()) / 1e3);
        figures.put(Figure.CPU_SECONDS, last.cpu() - start.cpu());
        figures.put(Figure.MYSQLD_CPU_SECONDS, last.mysqld() - start.mysqld());
        figures.put(Figure.BROKER_CPU_SECONDS, last.brokers() - start.brokers());
        figures.put(Figure.RECORDS, (double) count.records());
        figures.put(Figure.MISSING, (double) count.missing());
        figures.put(Figure.SURPLUS, (double) count.duplicates() + count.unexpected());
    }

    private void restart(
            Contestant contestant,
            Assignment assignment,
            Contestant.Restarting running,
            String table,
            Map<Figure, Double> figures)
            throws IOException, InterruptedException {
        try (Arrivals arrivals = new Arrivals(assignment.kafka(), assignment.topic(), contestant.shape())) {
            long following = insert(table);
            await(running, CHANGE_LIMIT_SECONDS, () -> arrivals.nanos(following) != null, () -> "it follows no change");
            running.stop();
            long changed = insert(table);
            long resumed = System.nanoTime();
            running.resume();
            await(
                    running,
                    CHANGE_LIMIT_SECONDS,
                    () -> arrivals.nanos(changed) != null,
                    () -> "no change came after the restart");
            figures.put(Figure.RESTART_SECONDS, (arrivals.nanos(changed) - resumed) / 1e9);
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
