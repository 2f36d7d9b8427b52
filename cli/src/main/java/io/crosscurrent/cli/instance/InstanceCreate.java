/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.instance;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.connection.Lookup;
import io.crosscurrent.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.databasemigration.model.ReplicationInstance;

/** {@code crosscurrent instance create}. */
@Command(
        name = "create",
        description = "Creates a replication instance.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent instance create main"})
final class InstanceCreate implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "Letters, digits and hyphens.")
    private String name;

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            defaultValue = Lookup.INSTANCE_CLASS,
            description = "Instance class as AWS names it; all run alike here. Default: ${DEFAULT-VALUE}.")
    private String instanceClass;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            ReplicationInstance instance = connection
                    .migration()
                    .createReplicationInstance(request ->
                            request.replicationInstanceIdentifier(name).replicationInstanceClass(instanceClass))
                    .replicationInstance();
            output.result("replication instance " + name + " created", instance);
        }
    }
}
