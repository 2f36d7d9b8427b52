/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.bench.process.Libraries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    Path directory;

    private static Result rate(double rate, double missing) {
        return new Result(
                Workload.STREAM,
                "ours",
                (int) rate,
                100,
                "c",
                "2026-11-24T00:00:00Z",
                Map.of(Figure.RATE, rate, Figure.MISSING, missing),
                "");
    }

    private static String spread(double... rates) {
        return Report.spread(
                Figure.RATE,
                DoubleStream.of(rates).mapToObj(value -> rate(value, 0)).toList());
    }

    @Test
    void severalTurnsAreAMedianAndItsSpread() {
        assertThat(spread(3000, 1000, 2000)).isEqualTo("2,000 (1,000–3,000)");
        assertThat(spread(2, 4)).isEqualTo("3 (2–4)");
        assertThat(spread(1)).isEqualTo("1");
        assertThat(spread(1.1, 1.2)).isEqualTo("1");
        assertThat(spread(Double.NaN)).isEqualTo("–");
    }

    @Test
    void lostRecordsAndFailedTurnsMakeAReportIncomplete() throws IOException, InterruptedException {
        Arguments arguments = Arguments.parse("--size", "100");
        Results results = Results.open(directory.resolve("results.jsonl"));
        try (Stage stage = new Stage(arguments, new Libraries(directory), List.of())) {
            Report report = new Report(arguments, results, stage);
            results.add(rate(100, 0));
            assertThat(report.complete()).isTrue();
            results.add(rate(300, 4));
            assertThat(report.complete()).isFalse();
            assertThat(report.markdown()).contains("| ours | 2 | 200 (100–300) |");
            results.add(
                    new Result(Workload.LOAD, "theirs", 2, 100, "c", "2026-11-24T00:00:00Z", Map.of(), "fell over"));
            assertThat(report.markdown()).contains("- theirs, load, turn 2: fell over");
        }
    }

    @Test
    void latenciesAreTakenByRank() {
        double[] sorted = {1, 2, 3, 9};
        assertThat(LatencyWork.rank(sorted, 0.5)).isEqualTo(2);
        assertThat(LatencyWork.rank(sorted, 0.99)).isEqualTo(9);
        assertThat(LatencyWork.rank(new double[0], 0.5)).isNaN();
    }

    @Test
    void theRateOfAProducerIsThatOfAllItsRecords() {
        String output =
                """
                4000 records sent, 799.8 records/sec (0.46 MB/sec), 2.5 ms avg latency, 12.0 ms max latency.
                9000 records sent, 1234.5 records/sec (0.71 MB/sec), 2.5 ms avg latency, 12.0 ms max latency.
                """;
        assertThat(Limits.producedRate(output, 9000)).isEqualTo(1234.5);
    }
}
