/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ChangeScriptTest {
    private static ChangeScript spent(long changes) {
        ChangeScript script = new ChangeScript("changes", changes);
        while (script.next() != null) {
            assertThat(script.expected().length % ChangeScript.ROWS).isZero();
        }
        return script;
    }

    private static long share(long[] expected, RowIdentity.Kind kind) {
        return Arrays.stream(expected)
                        .filter(identity -> (identity & 3) == kind.ordinal())
                        .count()
                * 100
                / expected.length;
    }

    @Test
    void sixInTenInsertThreeUpdateOneDeletes() {
        long[] expected = spent(20_000).expected();
        assertThat(expected).hasSize(20_000);
        assertThat(share(expected, RowIdentity.Kind.WRITTEN)).isEqualTo(60);
        assertThat(share(expected, RowIdentity.Kind.UPDATED)).isBetween(29L, 30L);
        assertThat(share(expected, RowIdentity.Kind.DELETED)).isBetween(9L, 10L);
    }

    @Test
    void everyChangeHasAnotherIdentity() {
        assertThat(Arrays.stream(spent(20_000).expected()).distinct().count()).isEqualTo(20_000);
    }

    @Test
    void theSameNumberOfChangesGivesTheSameStatements() {
        ChangeScript one = new ChangeScript("changes", 400);
        ChangeScript other = new ChangeScript("changes", 400);
        for (int i = 0; i < 20; i++) {
            assertThat(one.next()).isEqualTo(other.next());
        }
        assertThat(one.next()).isNull();
    }

    @Test
    void partOfATransactionBecomesAWholeOne() {
        assertThat(spent(21).expected()).hasSize(40);
    }
}
