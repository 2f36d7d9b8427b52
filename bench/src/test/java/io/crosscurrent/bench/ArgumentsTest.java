/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void withoutWordsEverythingIsMeasured() {
        Arguments all = Arguments.parse();
        assertThat(all.work()).containsExactly(Workload.values());
        assertThat(all.only()).isEmpty();
        assertThat(all.rows()).isEqualTo(1_000_000);
        assertThat(all.runs()).isEqualTo(3);
    }

    @Test
    void laterWordsChangeWhatQuickMeans() {
        Arguments some = Arguments.parse(
                "--quick", "--only", "ours,maxwell", "--work", "load,stream", "--rows", "2_000", "--no-limits");
        assertThat(some.only()).containsExactly("ours", "maxwell");
        assertThat(some.work()).containsExactly(Workload.STREAM, Workload.LOAD);
        assertThat(some.rows()).isEqualTo(2000);
        assertThat(some.runs()).isEqualTo(1);
        assertThat(some.limits()).isFalse();
    }

    @Test
    void wrongWordsAreNamed() {
        assertThatThrownBy(() -> Arguments.parse("--fast")).hasMessageContaining("--fast");
        assertThatThrownBy(() -> Arguments.parse("--rows")).hasMessageContaining("--rows");
        assertThatThrownBy(() -> Arguments.parse("--rows", "many")).hasMessageContaining("many");
        assertThatThrownBy(() -> Arguments.parse("--runs", "0")).hasMessageContaining("from 1 to 99");
        assertThatThrownBy(() -> Arguments.parse("--work", "all")).hasMessageContaining("all");
    }
}
