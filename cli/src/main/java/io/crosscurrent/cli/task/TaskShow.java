/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.task;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.connection.Lookup;
import io.crosscurrent.cli.output.Output;
import io.crosscurrent.cli.output.TextTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;

/** {@code crosscurrent task show}. */
@Command(
        name = "show",
        description = "Shows one task and its tables.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent task show orders"})
final class TaskShow implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "Name or ARN.")
    private String name;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            ReplicationTask task = new Lookup(connection.migration()).task(name);
            List<TableStatistics> tables = connection
                    .migration()
                    .describeTableStatistics(request -> request.replicationTaskArn(task.replicationTaskArn()))
                    .tableStatistics();
            if (output.json()) {
                output.document(Map.of("ReplicationTask", task, "TableStatistics", tables));
                return;
            }
            output.line("%s: %s, %s"
                    .formatted(task.replicationTaskIdentifier(), task.status(), task.migrationTypeAsString()));
            line("last failure", task.lastFailureMessage());
            line("stopped because", task.stopReason());
            line("full load", LoadLine.of(task, tables, Instant.now()));
            line("position", task.recoveryCheckpoint());
            output.table(table(tables));
        }
    }

    private void line(String label, String value) {
        if (value != null && !value.isEmpty()) {
            output.line(label + ": " + value);
        }
    }

    private static TextTable table(List<TableStatistics> tables) {
        TextTable table = new TextTable("table", "state", "loaded", "inserts", "updates", "deletes", "ddls");
        for (TableStatistics statistics : tables) {
            table.row(
                    statistics.schemaName() + "." + statistics.tableName(),
                    statistics.tableState(),
                    statistics.fullLoadRows(),
                    statistics.inserts(),
                    statistics.updates(),
                    statistics.deletes(),
                    statistics.ddls());
        }
        return table;
    }
}
