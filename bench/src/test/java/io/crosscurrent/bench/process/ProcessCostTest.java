/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessCostTest {
    @Test
    void theNameOfAProcessMayHoldBracketsAndSpaces() {
        String stat = "42 (a) b (c) S 1 42 42 0 -1 4194304 1 2 3 4 250 150 0 0 20 0 30 0 12345 0 0";
        assertThat(ProcessCost.parseCpuSeconds(stat)).isEqualTo(4.0);
    }

    @Test
    void thisProcessHasACost() throws IOException {
        long pid = ProcessHandle.current().pid();
        assertThat(ProcessCost.cpuSeconds(pid)).isPositive();
        assertThat(ProcessCost.peakResidentBytes(pid)).isGreaterThan(1_000_000);
    }
}
