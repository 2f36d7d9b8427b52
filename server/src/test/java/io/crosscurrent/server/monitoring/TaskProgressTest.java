/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.registry.RegistryRecord;
import io.crosscurrent.server.dms.task.TaskProgress;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskProgressTest {
    private static final long NOW = 10_000_000;

    @Test
    void aTaskAtTheEndOfAnIdleLogHasNoLagHoweverOldItsLastChangeIs() {
        TaskProgress task = task("running", told("stream", NOW - 5_000, 0));
        assertThat(task.lagMillis(NOW)).isZero();
        assertThat(task.silent(NOW)).isFalse();
    }

    @Test
    void theLagOfASilentTaskGrows() {
        TaskProgress task = task("running", told("stream", NOW - 300_000, 700));
        assertThat(task.silent(NOW)).isTrue();
        assertThat(task.lagMillis(NOW)).isEqualTo(300_700);
        assertThat(task.lagMillis(NOW + 1_000)).isEqualTo(301_700);
    }

    @Test
    void aTaskThatNeverToldAnythingIsSilentTwoMinutesAfterItsStart() {
        assertThat(new TaskProgress("T1", "main", "orders", "running", NOW - 119_000, null, null, List.of())
                        .silent(NOW))
                .isFalse();
        assertThat(new TaskProgress("T1", "main", "orders", "running", NOW - 121_000, null, null, List.of())
                        .silent(NOW))
                .isTrue();
    }

    @Test
    void nobodyExpectsAWordOfATaskThatIsStoppedOrFinished() {
        assertThat(task("stopped", told("stream", 0, 700)).silent(NOW)).isFalse();
        assertThat(task("running", told("finished", 0, 700)).silent(NOW)).isFalse();
        assertThat(task("running", told("finished", 0, 700)).lagMillis(NOW)).isZero();
    }

    private static TaskProgress task(String status, RegistryRecord.Task told) {
        return new TaskProgress("T1", "main", "orders", status, 0, told, null, List.of());
    }

    private static RegistryRecord.Task told(String phase, long writtenMillis, long lagMillis) {
        return new RegistryRecord.Task("t1", phase, "mysql-bin.000003:420", "", 5, writtenMillis, lagMillis);
    }
}
