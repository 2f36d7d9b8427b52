/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;

class LoadLineTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void aLoadHasRowsPercentAndTimeLeft() {
        assertThat(LoadLine.of(task(25), List.of(table("Full load", 1_200_000), table("Table completed", 34)), at(60)))
                .isEqualTo("1,200,034 rows, 25 %, about 3 min left");
        assertThat(LoadLine.of(task(60), List.of(table("Full load", 5)), at(30)))
                .isEqualTo("5 rows, 60 %, about 20 s left");
    }

    @Test
    void onlyTablesLoadedOnceMoreCountWhenTheFirstLoadIsOver() {
        assertThat(LoadLine.of(
                        task(50),
                        List.of(table("Table is being reloaded", 70), table("Table completed", 1_000_000)),
                        at(7_200)))
                .isEqualTo("70 rows, 50 %, about 2 h left");
    }

    @Test
    void withoutALoadThereIsNothingToSay() {
        assertThat(LoadLine.of(task(100), List.of(table("Table completed", 5)), at(60)))
                .isEmpty();
    }

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    private static ReplicationTask task(int percent) {
        return ReplicationTask.builder()
                .status("running")
                .replicationTaskStats(stats -> stats.fullLoadProgressPercent(percent))
                .build();
    }

    private static TableStatistics table(String state, long rows) {
        return TableStatistics.builder()
                .tableState(state)
                .fullLoadRows(rows)
                .fullLoadStartTime(START)
                .build();
    }
}
