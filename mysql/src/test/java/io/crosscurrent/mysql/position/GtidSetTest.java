/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GtidSetTest {
    private static final String A = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private static final String B = "4e11fa47-71ca-11e1-9e33-c80aa9429562";

    @Test
    void readsAndWritesTheFormOfTheServer() {
        assertThat(GtidSet.parse(B + ":1-3:5,\n " + A + ":7").text()).isEqualTo(A + ":7," + B + ":1-3:5");
        assertThat(GtidSet.parse("").text()).isEmpty();
        assertThat(GtidSet.parse(A.toUpperCase(java.util.Locale.ROOT) + ":1").text())
                .isEqualTo(A + ":1");
    }

    @Test
    void joinsAdjacentAndOverlappingIntervals() {
        assertThat(GtidSet.parse(A + ":5-9:1-2:3-4:8-12").text()).isEqualTo(A + ":1-12");
    }

    @Test
    void keepsTagsApart() {
        // Given
        GtidSet set = GtidSet.parse(A + ":1-3:blue:1-2:red:9");
        // When
        set.add(UUID.fromString(A), "blue", 3);
        // Then
        assertThat(set.text()).isEqualTo(A + ":1-3:blue:1-3:red:9");
        assertThat(set.contains(UUID.fromString(A), "red", 9)).isTrue();
        assertThat(set.contains(UUID.fromString(A), "", 9)).isFalse();
    }

    @Test
    void textStaysRightWhileTransactionsOfSeveralServersInterleave() {
        // Given
        Random random = new Random(7);
        GtidSet grown = new GtidSet();
        TreeSet<Long> a = new TreeSet<>();
        TreeSet<Long> b = new TreeSet<>();
        for (int i = 0; i < 2_000; i++) {
            boolean first = random.nextInt(5) > 0;
            TreeSet<Long> numbers = first ? a : b;
            long next = numbers.isEmpty() ? 1 : numbers.last() + (random.nextInt(50) == 0 ? 3 : 1);
            numbers.add(next);
            // When
            grown.add(UUID.fromString(first ? A : B), "", next);
            // Then
            assertThat(grown.text()).isEqualTo(GtidSet.parse(grown.text()).text());
        }
        a.forEach(number ->
                assertThat(grown.contains(UUID.fromString(A), "", number)).isTrue());
        assertThat(grown.contains(UUID.fromString(A), "", a.last() + 1)).isFalse();
    }

    @Test
    void containsAndSubtractWorkAcrossGaps() {
        // Given
        GtidSet all = GtidSet.parse(A + ":1-10," + B + ":1-5");
        GtidSet some = GtidSet.parse(A + ":3-4:9," + B + ":1-5");
        // Then
        assertThat(all.contains(some)).isTrue();
        assertThat(some.contains(all)).isFalse();
        // When
        all.subtract(some);
        // Then
        assertThat(all.text()).isEqualTo(A + ":1-2:5-8:10");
    }

    @Test
    void refusesWhatIsNoSet() {
        for (String text : new String[] {"mysql-bin.000001:4", A + ":0-3", A + ":5-3", A + "::1"}) {
            assertThatThrownBy(() -> GtidSet.parse(text))
                    .isInstanceOf(CrosscurrentException.class)
                    .hasMessageContaining("GTID set");
        }
    }
}
