/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.contestant.Assignment;
import io.crosscurrent.bench.contestant.Capture;
import io.crosscurrent.bench.contestant.Contestant;
import io.crosscurrent.bench.contestant.Crosscurrent;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What crosses the link between database and contestant: plain, with a compressed protocol, with a compressed log. */
final class LinkWork implements Work {
    static final String COMPRESSED_LOG = "log-zstd";
    static final List<String> PROTOCOLS = List.of("zlib", "zstd");
    static final String WRITING = "mysqld writes";

    private final Stage stage;
    private SourceDatabase plain;
    private SourceDatabase compressed;
    private long[] expected;

    LinkWork(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Workload workload() {
        return Workload.LINK;
    }

    @Override
    public List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        turns.add(new Turn(WRITING, run -> writing(plain)));
        turns.add(new Turn(WRITING + " " + COMPRESSED_LOG, run -> writing(compressed)));
        for (Contestant contestant : stage.contestants()) {
            String name = contestant.name();
            if (name.equals(Crosscurrent.NAME)) {
                turns.add(new Turn(name, run -> measure(contestant, name, plain, Assignment.NO_COMPRESSION, run)));
                for (String protocol : PROTOCOLS) {
                    String turn = name + " " + protocol;
                    turns.add(new Turn(turn, run -> measure(contestant, turn, plain, protocol, run)));
                }
            }
            String turn = name + " " + COMPRESSED_LOG;
            turns.add(new Turn(turn, run -> measure(contestant, turn, compressed, Assignment.NO_COMPRESSION, run)));
        }
        return turns;
    }

    @Override
    public void open() throws IOException, SQLException {
        long size = stage.arguments().size(workload());
        plain = stage.database("link", Map.of());
        DataSets.changes(plain, size);
        compressed = stage.database("link-compressed", Map.of("binlog_transaction_compression", "ON"));
        expected = DataSets.changes(compressed, size);
    }

    private Map<Figure, Double> writing(SourceDatabase source) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.LOG_A_ROW, source.logBytes() / (double) expected.length);
        figures.put(Figure.MYSQLD_CPU_A_MILLION, source.noted(DataSets.WRITING_CPU) / expected.length * 1e6);
        return figures;
    }

    private Map<Figure, Double> measure(
            Contestant contestant, String turn, SourceDatabase source, String compression, int run)
            throws IOException, InterruptedException {
        Assignment assignment = stage.assignment(workload(), turn, run, Capture.LOG, DataSets.CHANGES, source)
                .compression(compression);
        return new Delivery(source, stage.broker(), expected).measure(contestant, assignment, RecordedMessages.none());
    }

    @Override
    public void close() {
        if (plain != null) {
            plain.close();
        }
        if (compressed != null) {
            compressed.close();
        }
    }
}
