/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.task;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.output.Output;
import io.crosscurrent.cli.output.TextTable;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTaskStats;

/** {@code crosscurrent task list}. */
@Command(
        name = "list",
        description = "Lists the replication tasks.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent task list"})
final class TaskList implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            List<ReplicationTask> tasks = connection
                    .migration()
                    .describeReplicationTasks(request -> request.withoutSettings(true))
                    .replicationTasks();
            if (output.json()) {
                output.document(Map.of("ReplicationTasks", tasks));
                return;
            }
            TextTable table = new TextTable("name", "status", "type", "loaded", "message");
            for (ReplicationTask task : tasks) {
                ReplicationTaskStats stats = task.replicationTaskStats();
                boolean known = stats != null && stats.fullLoadProgressPercent() != null;
                table.row(
                        task.replicationTaskIdentifier(),
                        task.status(),
                        task.migrationTypeAsString(),
                        known ? stats.fullLoadProgressPercent() + " %" : "",
                        task.lastFailureMessage());
            }
            output.table(table);
        }
    }
}
