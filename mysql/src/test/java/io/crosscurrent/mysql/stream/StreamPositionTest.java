/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.mysql.position.BinlogPosition;
import org.junit.jupiter.api.Test;

class StreamPositionTest {
    private final StreamPosition position = new StreamPosition(new BinlogPosition("u", "mysql-bin.000001", 4, null));

    @Test
    void theLagIsTheAgeOfTheLastChange() {
        position.read(1, 1_000);
        assertThat(position.lagMillis(5_000)).isEqualTo(4_000);
    }

    @Test
    void thereIsNoLagAtTheEndOfTheLogHoweverOldTheLastChange() {
        position.read(1, 1_000);
        position.atEnd();
        assertThat(position.lagMillis(5_000_000)).isZero();
        position.read(2, 4_999_000);
        assertThat(position.lagMillis(5_000_000)).isEqualTo(1_000);
    }

    @Test
    void clocksThatDifferDoNotMakeItNegative() {
        assertThat(position.lagMillis(5_000)).as("before any change").isZero();
        position.read(1, 6_000);
        assertThat(position.lagMillis(5_000)).isZero();
    }
}
