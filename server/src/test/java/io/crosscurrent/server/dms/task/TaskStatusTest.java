/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskStatusTest {
    @ParameterizedTest
    @EnumSource(TaskStatus.class)
    void everyStateHasAtMostOneWayForward(TaskStatus status) {
        assertThat(status.mayStart() && status.mayStop()).isFalse();
        assertThat(TaskStatus.of(status.text())).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void stepsAreStoredByName(Step step) {
        assertThat(Step.of(step.text())).isEqualTo(step);
    }

    @Test
    void tasksInMotionAreLeftAlone() {
        assertThat(TaskStatus.STOPPING.mayStart() || TaskStatus.STOPPING.mayStop())
                .isFalse();
        assertThat(TaskStatus.DELETING.mayChange()).isFalse();
    }
}
