/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.task;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.connection.Lookup;
import io.crosscurrent.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code crosscurrent task resume}. */
@Command(
        name = "resume",
        description = "Goes on with a stopped task where it was.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent task resume orders"})
final class TaskResume implements Runnable {
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
            connection.migration().startReplicationTask(request -> request.replicationTaskArn(arn)
                    .startReplicationTaskType("resume-processing"));
            output.result("task " + name + " is running", TaskStates.await(connection.migration(), arn, "running"));
            output.note("Next: crosscurrent task show " + name);
        }
    }
}
