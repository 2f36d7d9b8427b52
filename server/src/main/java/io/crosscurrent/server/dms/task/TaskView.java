/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.registry.RegistryRecord;
import io.crosscurrent.core.registry.RegistryRecord.Statistics;
import io.crosscurrent.server.dms.Platform;
import io.crosscurrent.server.registry.Registry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskStats;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;

/** Tasks as the API shows them: what the store knows, and what the registry tells. */
final class TaskView {
    private static final String RELOADING = "Table is being reloaded";

    private final Registry registry;
    private final Clock clock;

    TaskView(Registry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    ReplicationTask of(TaskRow task, String status, boolean settings) {
        ObjectNode node = task.node().deepCopy();
        node.remove("x");
        if (!settings) {
            node.remove(List.of("TableMappings", "ReplicationTaskSettings"));
        }
        trouble(task).ifPresent(trouble -> node.put("LastFailureMessage", trouble.oneLine()));
        return Platform.read(node, ReplicationTask.builder(), ReplicationTask.class).toBuilder()
                .status(status)
                .replicationTaskStartDate(instant(task.time("startedAt")))
                .recoveryCheckpoint(registry.task(task.id())
                        .map(RegistryRecord.Task::checkpoint)
                        .filter(text -> !text.isEmpty())
                        .orElse(null))
                .replicationTaskStats(stats(task))
                .build();
    }

    TaskProgress progress(TaskRow task, String instance) {
        return new TaskProgress(
                task.id(),
                instance,
                task.name(),
                task.status().text(),
                task.time("startedAt"),
                registry.task(task.id()).orElse(null),
                trouble(task).orElse(null),
                statistics(task));
    }

    private Optional<RegistryRecord.Trouble> trouble(TaskRow task) {
        return task.status() == TaskStatus.RUNNING ? registry.view().trouble(task.id()) : Optional.empty();
    }

    private ReplicationTaskStats stats(TaskRow task) {
        if (task.time("startedAt") == 0) {
            return null;
        }
        List<Statistics> tables = statistics(task);
        long end = task.time("stoppedAt") > 0 ? task.time("stoppedAt") : clock.millis();
        int loaded = count(tables, "Table completed");
        int errors = count(tables, "Table error") + count(tables, "Table cancelled");
        int queued = count(tables, "Before load");
        return ReplicationTaskStats.builder()
                .fullLoadProgressPercent(progress(tables))
                .elapsedTimeMillis(Math.max(0, end - task.time("startedAt")))
                .tablesLoaded(loaded)
                .tablesErrored(errors)
                .tablesQueued(queued)
                .tablesLoading(tables.size() - loaded - errors - queued)
                .freshStartDate(instant(task.time("freshAt")))
                .startDate(instant(task.time("startedAt")))
                .stopDate(instant(task.time("stoppedAt")))
                .fullLoadStartDate(instant(tables.stream()
                        .mapToLong(Statistics::loadStartMillis)
                        .filter(millis -> millis > 0)
                        .min()
                        .orElse(0)))
                .fullLoadFinishDate(
                        loaded + errors < tables.size()
                                ? null
                                : instant(tables.stream()
                                        .mapToLong(Statistics::loadEndMillis)
                                        .max()
                                        .orElse(0)))
                .build();
    }

    private static int count(List<Statistics> tables, String state) {
        return (int)
                tables.stream().filter(table -> table.state().equals(state)).count();
    }

    /** As told by the task, and with what it has not taken up yet. */
    private List<Statistics> statistics(TaskRow task) {
        ReloadWishes wishes = ReloadWishes.of(task);
        return registry.view().statistics(task.id()).stream()
                .map(table -> wishes.number(table.schema(), table.table()) > table.reload()
                        ? table.inState(RELOADING)
                        : table)
                .toList();
    }

    Optional<Statistics> find(TaskRow task, String schema, String name) {
        return statistics(task).stream()
                .filter(table -> table.schema().equals(schema) && table.table().equals(name))
                .findFirst();
    }

    /** Whether a table has taken up a wish to be loaded once more. */
    boolean fulfilled(TaskRow task, String schema, String name, long number) {
        return registry.view().statistics(task.id()).stream()
                .anyMatch(table ->
                        table.schema().equals(schema) && table.table().equals(name) && table.reload() >= number);
    }

    /** While tables are loaded once more and no other, only they count. */
    private static int progress(List<Statistics> tables) {
        List<Statistics> again =
                tables.stream().filter(table -> table.state().equals(RELOADING)).toList();
        boolean first = tables.stream()
                .anyMatch(table ->
                        table.state().equals("Full load") || table.state().equals("Before load"));
        return share(again.isEmpty() || first ? tables : again);
    }

    /** Rows loaded over rows expected; estimates may be wrong, so 100 is kept for tables that are complete. */
    private static int share(List<Statistics> tables) {
        long expected = 0;
        long loaded = 0;
        boolean complete = !tables.isEmpty();
        for (Statistics table : tables) {
            boolean done = table.state().equals("Table completed");
            complete &= done;
            expected += done ? table.fullLoadRows() : Math.max(table.loadRowsEstimate(), table.fullLoadRows());
            loaded += table.fullLoadRows();
        }
        if (complete) {
            return 100;
        }
        return expected == 0 ? 0 : (int) Math.min(99, loaded * 100 / expected);
    }

    List<TableStatistics> tables(TaskRow task) {
        return statistics(task).stream().map(TaskView::table).toList();
    }

    private static TableStatistics table(Statistics table) {
        return TableStatistics.builder()
                .schemaName(table.schema())
                .tableName(table.table())
                .inserts(table.inserts())
                .updates(table.updates())
                .deletes(table.deletes())
                .ddls(table.ddls())
                .appliedInserts(table.inserts())
                .appliedUpdates(table.updates())
                .appliedDeletes(table.deletes())
                .appliedDdls(table.ddls())
                .fullLoadRows(table.fullLoadRows())
                .fullLoadCondtnlChkFailedRows(0L)
                .fullLoadErrorRows(0L)
                .fullLoadStartTime(instant(table.loadStartMillis()))
                .fullLoadEndTime(instant(table.loadEndMillis()))
                .fullLoadReloaded(table.reloaded())
                .lastUpdateTime(instant(table.updatedMillis()))
                .tableState(table.state())
                .validationPendingRecords(0L)
                .validationFailedRecords(0L)
                .validationSuspendedRecords(0L)
                .validationState("Not enabled")
                .build();
    }

    private static Instant instant(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
