/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.task;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.connection.Lookup;
import io.crosscurrent.cli.failure.CliFailure;
import io.crosscurrent.cli.output.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.databasemigration.model.CreateReplicationTaskRequest;
import software.amazon.awssdk.services.databasemigration.model.ReplicationTask;

/** {@code crosscurrent task create}. */
@Command(
        name = "create",
        description = "Creates a replication task.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  crosscurrent task create orders --source shop --target kafka --table salesdb.orders=salesdb.orders",
            "  crosscurrent task create all --source shop --target kafka --mappings mappings.json"
        })
final class TaskCreate implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "Letters, digits and hyphens.")
    private String name;

    @Option(names = "--source", required = true, paramLabel = "ENDPOINT", description = "Source endpoint.")
    private String source;

    @Option(names = "--target", required = true, paramLabel = "ENDPOINT", description = "Target endpoint.")
    private String target;

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            description = "Replication instance. Default: the first; one named main is made where there is none.")
    private String instance;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "full-load-and-cdc",
            description = "full-load, cdc or full-load-and-cdc. Default: ${DEFAULT-VALUE}.")
    private String type;

    @Option(
            names = "--table",
            paramLabel = "SCHEMA.TABLE[=TOPIC]",
            description = "What to capture; may be repeated; %% stands for any.")
    private List<String> tables = List.of();

    @Option(names = "--mappings", paramLabel = "FILE", description = "DMS table mappings, instead of --table.")
    private Path mappings;

    @Option(names = "--settings", paramLabel = "FILE", description = "DMS task settings.")
    private Path settings;

    @Override
    public void run() {
        if (tables.isEmpty() == (mappings == null)) {
            throw new CliFailure(
                    "cli.invalid_usage", "give either --table or --mappings", "Try: crosscurrent task create --help");
        }
        String rules = mappings == null ? TableRules.json(tables) : text(mappings);
        try (Connection connection = options.open()) {
            Lookup lookup = new Lookup(connection.migration());
            CreateReplicationTaskRequest request = CreateReplicationTaskRequest.builder()
                    .replicationTaskIdentifier(name)
                    .sourceEndpointArn(lookup.endpoint(source).endpointArn())
                    .targetEndpointArn(lookup.endpoint(target).endpointArn())
                    .replicationInstanceArn((instance == null ? lookup.anyInstance() : lookup.instance(instance))
                            .replicationInstanceArn())
                    .migrationType(type)
                    .tableMappings(rules)
                    .replicationTaskSettings(settings == null ? null : text(settings))
                    .build();
            String arn = connection
                    .migration()
                    .createReplicationTask(request)
                    .replicationTask()
                    .replicationTaskArn();
            ReplicationTask task = TaskStates.await(connection.migration(), arn, "ready");
            output.result("task " + name + " is ready", task);
            output.note("Next: crosscurrent task start " + name);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CliFailure("cli.file_missing", "%s cannot be read".formatted(file), "", e);
        }
    }
}
