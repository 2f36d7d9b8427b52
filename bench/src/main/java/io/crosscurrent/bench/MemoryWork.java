/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.contestant.Assignment;
import io.crosscurrent.bench.contestant.Capture;
import io.crosscurrent.bench.contestant.Contestant;
import io.crosscurrent.bench.contestant.Crosscurrent;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One huge transaction, and one of a tenth of its size, through ours in a small heap. */
final class MemoryWork implements Work {
    static final String TENTH = Crosscurrent.NAME + " tenth";
    static final String HEAP = "512m";

    private final Stage stage;
    private SourceDatabase whole;
    private SourceDatabase tenth;
    private long[] wholeRows;
    private long[] tenthRows;

    MemoryWork(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Workload workload() {
        return Workload.MEMORY;
    }

    @Override
    public List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        for (Contestant contestant : stage.contestants()) {
            if (contestant.name().equals(Crosscurrent.NAME)) {
                turns.add(new Turn(TENTH, run -> measure(contestant, TENTH, tenth, tenthRows, run)));
                turns.add(new Turn(
                        contestant.name(), run -> measure(contestant, contestant.name(), whole, wholeRows, run)));
            }
        }
        return turns;
    }

    @Override
    public void open() throws IOException, SQLException {
        long size = stage.arguments().size(workload());
        whole = stage.database("memory", Map.of());
        wholeRows = DataSets.oneTransaction(whole, size);
        tenth = stage.database("memory-tenth", Map.of());
        tenthRows = DataSets.oneTransaction(tenth, Math.max(1, size / 10));
    }

    private Map<Figure, Double> measure(
            Contestant contestant, String turn, SourceDatabase source, long[] expected, int run)
            throws IOException, InterruptedException {
        Assignment assignment = stage.assignment(workload(), turn, run, Capture.LOG, DataSets.BULK, source)
                .heap(HEAP);
        return new Delivery(source, stage.broker(), expected).measure(contestant, assignment, RecordedMessages.none());
    }

    @Override
    public void close() {
        if (whole != null) {
            whole.close();
        }
        if (tenth != null) {
            tenth.close();
        }
    }
}
