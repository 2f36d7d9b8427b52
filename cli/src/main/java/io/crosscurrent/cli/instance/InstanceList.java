/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.instance;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.output.Output;
import io.crosscurrent.cli.output.TextTable;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;

/** {@code crosscurrent instance list}. */
@Command(
        name = "list",
        description = "Lists the replication instances.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent instance list"})
final class InstanceList implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            List<ReplicationInstance> instances =
                    connection.migration().describeReplicationInstances().replicationInstances();
            if (output.json()) {
                output.document(Map.of("ReplicationInstances", instances));
                return;
            }
            TextTable table = new TextTable("name", "status", "class", "arn");
            for (ReplicationInstance instance : instances) {
                table.row(
                        instance.replicationInstanceIdentifier(),
                        instance.replicationInstanceStatus(),
                        instance.replicationInstanceClass(),
                        instance.replicationInstanceArn());
            }
            output.table(table);
        }
    }
}
