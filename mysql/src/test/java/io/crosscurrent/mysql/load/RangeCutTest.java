/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RangeCutTest {
    @Test
    void theFirstRangeCanHaveOneKeyOnly() {
        // When
        Key end = RangeCut.end(1, true, 3, 1);
        // Then
        assertThat(bits(end)).isEqualTo(1);
    }

    @Test
    void rangesOfOneKeyReachTheLastKey() {
        assertThat(bits(RangeCut.end(1, false, 3, 1))).isEqualTo(2);
        assertThat(RangeCut.end(2, false, 3, 1)).isNull();
    }

    @Test
    void aRangeThatReachesTheLastKeyHasNoEnd() {
        assertThat(RangeCut.end(1, true, 3, 3)).isNull();
        assertThat(bits(RangeCut.end(1, true, 3, 2))).isEqualTo(2);
        assertThat(RangeCut.end(1, false, 3, 2)).isNull();
    }

    @Test
    void theWidestKeysDoNotOverflow() {
        assertThat(bits(RangeCut.end(0, true, -1, 1L << 62))).isEqualTo((1L << 62) - 1);
        assertThat(RangeCut.end(-2, false, -1, 1L << 62)).isNull();
    }

    private static long bits(Key key) {
        return new KeyBytes(key.bytes()).unsignedBits();
    }
}
