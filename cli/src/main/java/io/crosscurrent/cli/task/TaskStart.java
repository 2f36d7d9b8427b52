/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.task;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.connection.Lookup;
import io.crosscurrent.cli.failure.CliFailure;
import io.crosscurrent.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.databasemigration.model.DatabaseMigrationException;

/** {@code crosscurrent task start}. */
@Command(
        name = "start",
        description = "Starts a task for the first time, or loads everything again.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent task start orders"})
final class TaskStart implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "Name or ARN.")
    private String name;

    @Option(names = "--reload", description = "Loads all tables again.")
    private boolean reload;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            String arn = new Lookup(connection.migration()).task(name).replicationTaskArn();
            try {
                connection.migration().startReplicationTask(request -> request.replicationTaskArn(arn)
                        .startReplicationTaskType(reload ? "reload-target" : "start-replication"));
            } catch (DatabaseMigrationException ranBefore) {
                if (!ranBefore.awsErrorDetails().errorCode().equals("InvalidParameterCombinationException")) {
                    throw ranBefore;
                }
                throw new CliFailure(
                        "cli.task_ran_before",
                        "task " + name + " has run before: "
                                + ranBefore.awsErrorDetails().errorMessage(),
                        "Go on where it was: crosscurrent task resume " + name
                                + ". Load everything again: crosscurrent task start " + name + " --reload",
                        ranBefore);
            }
            output.result("task " + name + " is running", TaskStates.await(connection.migration(), arn, "running"));
            output.note("Next: crosscurrent task show " + name);
        }
    }
}
