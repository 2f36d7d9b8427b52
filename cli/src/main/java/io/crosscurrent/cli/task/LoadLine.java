/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;

/** How far the full load of a task is, in one line: rows, percent, and the time left if it goes on at its average speed. */
final class LoadLine {
    private static final Set<String> FIRST = Set.of("Before load", "Full load");
    private static final String AGAIN = "Table is being reloaded";

    private LoadLine() {}

    /** Empty when nothing is being loaded. */
    static String of(ReplicationTask task, List<TableStatistics> tables, Instant now) {
        boolean first = tables.stream().anyMatch(table -> FIRST.contains(table.tableState()));
        boolean again = tables.stream().anyMatch(table -> AGAIN.equals(table.tableState()));
        if (!"running".equals(task.status()) || task.replicationTaskStats() == null || !first && !again) {
            return "";
        }
        List<TableStatistics> counted = first
                ? tables
                : tables.stream()
                        .filter(table -> AGAIN.equals(table.tableState()))
                        .toList();
        long rows = counted.stream()
                .mapToLong(table -> table.fullLoadRows() == null ? 0 : table.fullLoadRows())
                .sum();
        Integer percent = task.replicationTaskStats().fullLoadProgressPercent();
        Instant start = counted.stream()
                .map(TableStatistics::fullLoadStartTime)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        String line = String.format(Locale.ROOT, "%,d rows, %d %%", rows, percent == null ? 0 : percent);
        return percent == null || percent == 0 || start == null
                ? line
                : line + ", " + left(Duration.between(start, now), percent) + " left";
    }

    private static String left(Duration elapsed, int percent) {
        long seconds = Math.max(1, elapsed.toMillis() * (100 - percent) / percent / 1_000);
        if (seconds < 90) {
            return "about " + seconds + " s";
        }
        return seconds < 5_400 ? "about " + (seconds + 30) / 60 + " min" : "about " + (seconds + 1_800) / 3_600 + " h";
    }
}
