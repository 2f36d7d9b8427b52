/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.task;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.connection.Lookup;
import io.crosscurrent.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code crosscurrent task stop}. */
@Command(
        name = "stop",
        description = "Stops a task; it can be resumed.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent task stop orders"})
final class TaskStop implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "Name or ARN.")
    private String name;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            String arn = new Lookup(connection.migration()).task(name).replicationTaskArn();
            connection.migration().stopReplicationTask(request -> request.replicationTaskArn(arn));
            output.result("task " + name + " is stopped", TaskStates.await(connection.migration(), arn, "stopped"));
            output.note("Next: crosscurrent task resume " + name);
        }
    }
}
