/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LogLagTest {
    private final LogLag lag = new LogLag();

    @Test
    void theLagIsTheAgeOfTheLastChange() {
        lag.read(1_000);
        assertThat(lag.millis(5_000)).isEqualTo(4_000);
    }

    @Test
    void thereIsNoLagAtTheEndOfTheLogHoweverOldTheLastChange() {
        lag.read(1_000);
        lag.atEnd();
        assertThat(lag.millis(5_000_000)).isZero();
        assertThat(lag.bytes()).isZero();
        lag.read(4_999_000);
        assertThat(lag.millis(5_000_000)).isEqualTo(1_000);
    }

    @Test
    void clocksThatDifferDoNotMakeItNegative() {
        assertThat(lag.millis(5_000)).as("before any change").isZero();
        lag.read(6_000);
        assertThat(lag.millis(5_000)).isZero();
    }

    @Test
    void bytesAreTheRestOfTheFileAndAllFilesAfterIt() {
        lag.seen(LogFiles.of(Map.of("log.000007", 900L, "log.000008", 1_000L, "log.000009", 500L, "log.000010", 70L)));
        lag.reached("log.000008", 400);
        assertThat(lag.bytes()).isEqualTo(600 + 500 + 70);
        lag.reached("log.000010", 70);
        assertThat(lag.bytes()).isZero();
    }

    @Test
    void aStreamThatIsFurtherThanTheLastLookIsNotBehind() {
        lag.seen(LogFiles.of(Map.of("log.000008", 1_000L)));
        lag.reached("log.000008", 1_400);
        assertThat(lag.bytes()).isZero();
        lag.reached("log.000009", 4);
        assertThat(lag.bytes()).isZero();
    }

    @Test
    void bytesAreUnknownUntilTheServerWasAsked() {
        lag.reached("log.000008", 400);
        assertThat(lag.bytes()).isEqualTo(-1);
        lag.seen(LogFiles.of(Map.of("log.000008", 1_000L)));
        lag.reached("", 0);
        assertThat(lag.bytes()).as("a position in GTIDs alone").isEqualTo(-1);
    }
}
