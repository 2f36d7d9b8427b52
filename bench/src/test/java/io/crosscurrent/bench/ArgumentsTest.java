/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void withoutWordsEverythingIsMeasuredInItsFullSize() {
        Arguments all = Arguments.parse();
        assertThat(all.work()).containsExactly(Workload.values());
        assertThat(all.only()).isEmpty();
        assertThat(all.size(Workload.STREAM)).isEqualTo(2_000_000);
        assertThat(all.repeats()).containsEntry(Workload.STREAM, 3).containsEntry(Workload.IDLE, 1);
        assertThat(all.fresh()).isFalse();
        assertThat(all.output()).isEmpty();
    }

    @Test
    void theFullFormWritesTheReportOfTheRepository() {
        assertThat(Arguments.parse("--full").output()).isEqualTo("docs/benchmarks.md");
        assertThat(Arguments.parse("--full", "--output", "x.md").output()).isEqualTo("x.md");
    }

    @Test
    void otherWordsChangeWhatQuickMeansWhereverTheyStand() {
        Arguments some =
                Arguments.parse("--only", "ours,maxwell", "--size", "stream=2_000,load=3000", "--no-limits", "--quick");
        assertThat(some.only()).containsExactly("ours", "maxwell");
        assertThat(some.size(Workload.STREAM)).isEqualTo(2000);
        assertThat(some.size(Workload.LOAD)).isEqualTo(3000);
        assertThat(some.size(Workload.LOAD8)).isEqualTo(Workload.LOAD8.quickSize());
        assertThat(some.repeats()).containsEntry(Workload.STREAM, 1);
        assertThat(some.work()).isEqualTo(Workload.EVERYDAY);
        assertThat(some.fresh()).isTrue();
        assertThat(some.limits()).isFalse();
    }

    @Test
    void repeatsAreForAllWorkloadsOrForNamedOnes() {
        assertThat(Arguments.parse("--repeats", "5").repeats().values()).containsOnly(5);
        assertThat(Arguments.parse("--repeats", "load=2").repeats())
                .containsEntry(Workload.LOAD, 2)
                .containsEntry(Workload.STREAM, 3);
    }

    @Test
    void wrongWordsAreNamed() {
        assertThatThrownBy(() -> Arguments.parse("--fast")).hasMessageContaining("--fast");
        assertThatThrownBy(() -> Arguments.parse("--size")).hasMessageContaining("--size");
        assertThatThrownBy(() -> Arguments.parse("--size", "many")).hasMessageContaining("many");
        assertThatThrownBy(() -> Arguments.parse("--size", "load=1,7")).hasMessageContaining("mixes");
        assertThatThrownBy(() -> Arguments.parse("--repeats", "0")).hasMessageContaining("from 1 to 99");
        assertThatThrownBy(() -> Arguments.parse("--work", "all")).hasMessageContaining("all");
    }
}
