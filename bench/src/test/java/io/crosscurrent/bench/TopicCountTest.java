/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicCountTest {
    @Test
    void everyChangeOnceIsExact() {
        TopicCount count = TopicCount.compare(new long[] {3, 1, 2}, new long[] {2, 3, 1});
        assertThat(count.missing() + count.duplicates() + count.unexpected()).isZero();
        assertThat(count.records()).isEqualTo(3);
    }

    @Test
    void lostDoubledAndInventedRecordsAreTold() {
        TopicCount count = TopicCount.compare(new long[] {1, 2, 3, 5}, new long[] {0, 1, 1, 1, 3, 4, 9});
        assertThat(count.missing()).isEqualTo(2);
        assertThat(count.duplicates()).isEqualTo(2);
        assertThat(count.unexpected()).isEqualTo(3);
        assertThat(count.records()).isEqualTo(7);
    }

    @Test
    void anEmptyTopicMissesEverything() {
        assertThat(TopicCount.compare(new long[] {1, 2}, new long[0]).missing()).isEqualTo(2);
    }
}
