/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.instance;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.connection.Lookup;
import io.crosscurrent.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;

/** {@code crosscurrent instance delete}. */
@Command(
        name = "delete",
        description = "Deletes a replication instance without tasks.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent instance delete main"})
final class InstanceDelete implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "Name or ARN.")
    private String name;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            ReplicationInstance instance = new Lookup(connection.migration()).instance(name);
            output.result(
                    "replication instance " + name + " deleted",
                    connection
                            .migration()
                            .deleteReplicationInstance(
                                    request -> request.replicationInstanceArn(instance.replicationInstanceArn()))
                            .replicationInstance());
        }
    }
}
