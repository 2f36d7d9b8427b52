/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static Measurement measured(double rate, long missing) {
        return new Measurement(
                "ours", new TopicCount(10, missing, 0, 0, 100, 10), rate, rate, 1, 2, 3, 4_000_000, 5, List.of());
    }

    @Test
    void severalRunsAreAMedianAndItsSpread() {
        assertThat(Report.spread("%,.0f", DoubleStream.of(3000, 1000, 2000))).isEqualTo("2,000 (1,000–3,000)");
        assertThat(Report.spread("%.1f", DoubleStream.of(1, 2))).isEqualTo("1.5 (1.0–2.0)");
        assertThat(Report.spread("%.1f", DoubleStream.of(1))).isEqualTo("1.0");
        assertThat(Report.spread("%.1f", DoubleStream.of(Double.NaN))).isEqualTo("–");
    }

    @Test
    void lostRecordsMakeAReportIncomplete() throws IOException {
        Report report = new Report(Arguments.parse("--rows", "10000"));
        report.add(Workload.STREAM, measured(100, 0));
        assertThat(report.complete()).isTrue();
        report.add(Workload.STREAM, measured(300, 4));
        assertThat(report.complete()).isFalse();
        assertThat(report.markdown()).contains("| ours | 2 | 200 (100–300) |").contains("| 4 | 0 |");
    }

    @Test
    void latenciesAreTakenByRank() {
        Measurement some = new Measurement(
                "x", new TopicCount(4, 0, 0, 0, 0, 0), 0, 0, 0, 0, 0, 0, 0, List.of(1.0, 2.0, 3.0, 9.0));
        assertThat(some.latency(0.5)).isEqualTo(2.0);
        assertThat(some.latency(0.99)).isEqualTo(9.0);
        assertThat(measured(1, 0).latency(0.5)).isNaN();
    }
}
