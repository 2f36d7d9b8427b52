/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictsTest {
    @TempDir
    Path directory;

    private final Arguments arguments = Arguments.parse("--size", "100");
    private Results results;

    @BeforeEach
    void open() throws IOException {
        results = Results.open(directory.resolve("results.jsonl"));
    }

    private void measured(Workload work, String name, Map<Figure, Double> figures) throws IOException {
        results.add(new Result(work, name, 1, 100, "c", "2026-11-24T00:00:00Z", figures, ""));
    }

    private void stream(String name, double whole, double half) throws IOException {
        measured(Workload.STREAM, name, Map.of(Figure.RATE, whole, Figure.SECOND_HALF_RATE, half));
    }

    private Verdicts.Verdict verdict(String work, String target) {
        return Verdicts.of(arguments, results).stream()
                .filter(verdict ->
                        verdict.work().equals(work) && verdict.target().startsWith(target))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothingMeasuredIsNothingReached() {
        assertThat(Verdicts.of(arguments, results)).isNotEmpty().allSatisfy(verdict -> assertThat(verdict.reached())
                .isEqualTo("not measured"));
    }

    @Test
    void theFasterOfTheRivalsCounts() throws IOException {
        stream("ours", 800, 900);
        stream("debezium", 100, 100);
        stream("debezium-eos", 90, 80);
        assertThat(verdict("stream", "≥ 8 × Debezium").reached()).isEqualTo("yes");
        stream("debezium-eos", 101, 80);
        assertThat(verdict("stream", "≥ 8 × Debezium").reached()).isEqualTo("second half only");
        stream("debezium", 100, 120);
        assertThat(verdict("stream", "≥ 8 × Debezium").reached()).isEqualTo("no");
    }

    @Test
    void theLowerLimitCountsOnceBothAreKnown() throws IOException {
        stream("ours", 80, 60);
        stream(Limits.BINLOG, 100, Double.NaN);
        assertThat(verdict("stream", "≥ 70 %").reached()).isEqualTo("not measured");
        stream(Limits.PRODUCER, 200, Double.NaN);
        assertThat(verdict("stream", "≥ 70 %").reached()).isEqualTo("whole run only");
        assertThat(verdict("stream", "≥ 70 %").target()).contains("mysqlbinlog");
    }

    @Test
    void lessProcessorTimeIsBetter() throws IOException {
        Figure half = Figure.SECOND_HALF_CPU_A_MILLION;
        measured(Workload.STREAM, "ours", Map.of(Figure.CPU_A_MILLION, 10.0, half, 5.0));
        measured(Workload.STREAM, "maxwell", Map.of(Figure.CPU_A_MILLION, 31.0, half, 15.0));
        assertThat(verdict("stream", "CPU ≤ 1/3").reached()).isEqualTo("yes");
        measured(Workload.STREAM, "flink-cdc", Map.of(Figure.CPU_A_MILLION, 29.0, half, 14.0));
        assertThat(verdict("stream", "CPU ≤ 1/3").reached()).isEqualTo("no");
    }

    @Test
    void aRivalThatDidNotFinishIsQuoted() throws IOException {
        measured(Workload.TABLES, "ours", Map.of(Figure.START_SECONDS, 7.0));
        results.add(new Result(
                Workload.TABLES,
                "debezium-eos",
                1,
                100,
                "c",
                "2026-11-24T00:00:00Z",
                Map.of(),
                "not finished in 400 s"));
        assertThat(verdict("tables", "start").other()).isEqualTo("not finished in 400 s");
    }

    @Test
    void whatIsLostOrDoubledIsSaid() throws IOException {
        measured(Workload.LOAD, "ours", Map.of(Figure.RECORDS, 101.0, Figure.MISSING, 2.0, Figure.SURPLUS, 3.0));
        assertThat(Verdicts.exactness(arguments, results))
                .contains("Of the 100 changes")
                .contains("2 are missing, 3 came twice");
    }
}
