/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.failure.CrosscurrentException;
import org.junit.jupiter.api.Test;

class TroublesTest {
    private final Troubles troubles = new Troubles();
    private final CrosscurrentException lost = new CrosscurrentException("source.connection_lost", "Lost.", "Wait.");
    private final CrosscurrentException refused =
            new CrosscurrentException("source.access_denied", "Refused.", "Log in.");

    @Test
    void theLatestIsToldUntilItsPartGoesOnAndThenTheOneBefore() {
        troubles.waits("stream", lost);
        troubles.waits("login", refused);
        assertThat(troubles.latest()).isSameAs(refused);
        troubles.goesOn("login");
        assertThat(troubles.latest()).isSameAs(lost);
        troubles.goesOn("stream");
        assertThat(troubles.latest()).isNull();
    }

    @Test
    void whatAPartMeetsAgainIsTheLatest() {
        troubles.waits("stream", lost);
        troubles.waits("login", refused);
        troubles.waits("stream", lost);
        assertThat(troubles.latest()).isSameAs(lost);
    }

    @Test
    void nothingIsLeftOfATaskThatEnded() {
        troubles.waits("stream", lost);
        troubles.end();
        assertThat(troubles.latest()).isNull();
    }
}
