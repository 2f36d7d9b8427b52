/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.contestant.Capture;
import io.crosscurrent.bench.contestant.Contestant;
import io.crosscurrent.bench.contestant.Crosscurrent;
import io.crosscurrent.bench.contestant.TableSet;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The change stream and the full loads: everything is there before the contestant starts. With their limits. */
final class DeliveryWork implements Work {
    private final Stage stage;
    private final Workload workload;
    private SourceDatabase source;
    private long[] expected;

    /** @param workload stream, load or load8 */
    DeliveryWork(Stage stage, Workload workload) {
        this.stage = stage;
        this.workload = workload;
    }

    @Override
    public Workload workload() {
        return workload;
    }

    private boolean stream() {
        return workload == Workload.STREAM;
    }

    private TableSet tables() {
        return switch (workload) {
            case STREAM -> DataSets.CHANGES;
            case LOAD -> DataSets.LOADED;
            case LOAD8 -> DataSets.PARTS;
            case LATENCY, TABLES, LINK, MEMORY, IDLE -> throw new IllegalStateException(workload + " is another work");
        };
    }

    @Override
    public List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        for (Contestant contestant : stage.contestants()) {
            turns.add(new Turn(contestant.name(), run -> measure(contestant, run)));
        }
        if (stage.arguments().limits()) {
            turns.add(
                    stream()
                            ? new Turn(Limits.BINLOG, run -> Limits.mysqlbinlog(source, expected.length))
                            : new Turn(Limits.SCAN, run -> Limits.scan(source, tables(), expected.length)));
            turns.add(new Turn(Limits.PRODUCER, run -> Limits.producer(stage, messages(), expected.length)));
        }
        return turns;
    }

    /** Messages of ours, for the limit of the producer. */
    private Path messages() throws IOException {
        return stage.kept().resolve("messages-" + workload.label() + ".json");
    }

    @Override
    public void open() throws IOException, SQLException {
        source = stage.database("main", Map.of());
        long size = stage.arguments().size(workload);
        if (stream()) {
            expected = DataSets.changes(source, size);
        } else {
            expected = DataSets.loaded(source, size);
            if (workload == Workload.LOAD8) {
                DataSets.parts(source, size);
            }
        }
    }

    private Map<Figure, Double> measure(Contestant contestant, int run) throws IOException, InterruptedException {
        Delivery delivery = new Delivery(source, stage.broker(), expected);
        try (RecordedMessages recorded = contestant.name().equals(Crosscurrent.NAME)
                ? RecordedMessages.to(messages())
                : RecordedMessages.none()) {
            return delivery.measure(
                    contestant,
                    stage.assignment(
                            workload, contestant.name(), run, stream() ? Capture.LOG : Capture.LOAD, tables(), source),
                    recorded);
        }
    }

    @Override
    public void close() {
        if (source != null) {
            source.close();
        }
    }
}
