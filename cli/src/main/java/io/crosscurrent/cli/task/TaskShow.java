/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.connection.Lookup;
import io.crosscurrent.cli.output.Output;
import io.crosscurrent.cli.output.TextTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.TableStatistics;

/** {@code crosscurrent task show}. */
@Command(
        name = "show",
        description = "Shows one task and its tables.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent task show orders --watch"})
final class TaskShow implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    /** Cursor to the corner, screen empty. */
    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Parameters(paramLabel = "NAME", description = "Name or ARN.")
    private String name;

    @Option(names = "--watch", description = "Shows it anew every second, with changes a second, until Ctrl-C.")
    private boolean watch;

    /** Totals of changes at the last look, and when that was. */
    private long changesBefore = -1;

    private long nanosBefore;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            String arn = new Lookup(connection.migration()).task(name).replicationTaskArn();
            show(connection, arn);
            while (watch) {
                TimeUnit.SECONDS.sleep(1);
                if (!output.json() && output.style().colored()) {
                    output.out().print(CLEAR);
                } else if (!output.json()) {
                    output.line("");
                }
                show(connection, arn);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(Connection connection, String arn) {
        ReplicationTask task = new Lookup(connection.migration()).task(arn);
        List<TableStatistics> tables = connection
                .migration()
                .describeTableStatistics(request -> request.replicationTaskArn(arn))
                .tableStatistics();
        JsonNode progress = connection.platform().call("DescribeProgress", Map.of("taskArn", arn));
        if (output.json()) {
            Map<String, Object> document =
                    Map.of("ReplicationTask", task, "TableStatistics", tables, "Progress", progress);
            if (watch) {
                output.jsonLine(document);
            } else {
                output.document(document);
            }
            return;
        }
        output.line(
                "%s: %s, %s".formatted(task.replicationTaskIdentifier(), task.status(), task.migrationTypeAsString()));
        line("last failure", task.lastFailureMessage());
        line("stopped because", task.stopReason());
        line("full load", LoadLine.of(task, tables, Instant.now()));
        line("position", task.recoveryCheckpoint());
        line("behind", ProgressLines.lag(progress));
        line("changes", rate(tables));
        ProgressLines.stages(progress).forEach(stage -> line("stage", stage));
        output.table(table(tables));
    }

    /** Changes a second since the last look; "" at the first one. */
    private String rate(List<TableStatistics> tables) {
        long changes = tables.stream()
                .mapToLong(table -> table.inserts() + table.updates() + table.deletes())
                .sum();
        long nanos = System.nanoTime();
        String rate = changesBefore < 0
                ? ""
                : "%.0f a second".formatted(Math.max(0, changes - changesBefore) * 1e9 / (nanos - nanosBefore));
        changesBefore = changes;
        nanosBefore = nanos;
        return rate;
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
