/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoredStatesTest {

    /** Connect compares partitions by their JSON bytes: an order that differs in the next JVM would lose all states. */
    @Test
    void writesThePartitionOfAStateInTheSameOrderInEveryProcess() {
        assertThat(StoredStates.partition("T", "stream").keySet()).containsExactly("task", "state");
        assertThat(StoredStates.partition("T", "load/shop.orders").keySet()).containsExactly("task", "state");
    }
}
