/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyHistogramTest {
    private final LatencyHistogram histogram = new LatencyHistogram();

    @ParameterizedTest(name = "{0} µs")
    @CsvSource({
        "-5, 0",
        "0, 0",
        "1, 0",
        "256, 0",
        "257, 1",
        "512, 1",
        "513, 2",
        "1000000, 12",
        "134217728, 19",
        "134217729, 20",
        "9223372036854775807, 20"
    })
    void aLengthCountsInTheFirstBucketWhoseBoundIsNotBelowIt(long micros, int bucket) {
        histogram.record(micros);
        assertThat(histogram.read().counts().get(bucket)).isOne();
        assertThat(histogram.read().total()).isOne();
        assertThat(micros).isLessThanOrEqualTo(LatencyHistogram.boundMicros(bucket));
    }

    @Test
    void quantilesAreTheBoundsOfTheirBuckets() {
        for (int i = 0; i < 98; i++) {
            histogram.record(1_000);
        }
        histogram.record(40_000);
        histogram.record(600_000_000);
        Latencies read = histogram.read();
        assertThat(read.quantileMillis(0.5)).isEqualTo(1.024);
        assertThat(read.quantileMillis(0.99)).isEqualTo(65.536);
        assertThat(read.quantileMillis(1)).as("beyond the last bound").isEqualTo(134217.728);
        assertThat(read.meanMillis()).isEqualTo((98 + 40 + 600_000) / 100.0);
        assertThat(new LatencyHistogram().read().quantileMillis(0.5)).isZero();
    }

    @Test
    void whatCameSinceAnEarlierReadingIsTold() {
        histogram.record(1_000);
        Latencies before = histogram.read();
        histogram.record(5_000);
        assertThat(histogram.read().since(before).total()).isOne();
        assertThat(histogram.read().since(before).meanMillis()).isEqualTo(5);
        assertThat(before.since(histogram.read()))
                .as("of a run that began anew")
                .isEqualTo(before);
    }
}
