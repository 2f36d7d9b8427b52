/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.task;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.connection.Lookup;
import io.crosscurrent.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/** {@code crosscurrent task delete}. */
@Command(
        name = "delete",
        description = "Deletes a stopped task and what it remembers.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent task delete orders"})
final class TaskDelete implements Runnable {
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
            output.result(
                    "task " + name + " is being deleted",
                    connection
                            .migration()
                            .deleteReplicationTask(request -> request.replicationTaskArn(task.replicationTaskArn()))
                            .replicationTask());
        }
    }
}
