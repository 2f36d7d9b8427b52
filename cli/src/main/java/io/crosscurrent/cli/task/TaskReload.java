/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.task;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.connection.Lookup;
import io.crosscurrent.cli.output.Output;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.databasemigration.model.ReloadTablesResponse;
import software.amazon.awssdk.services.databasemigration.model.TableToReload;

/** {@code crosscurrent task reload}. */
@Command(
        name = "reload",
        description = "Loads tables of a running task once more; the other tables go on.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent task reload orders --table salesdb.customers"})
final class TaskReload implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Name or ARN.")
    private String name;

    @Option(
            names = "--table",
            required = true,
            paramLabel = "SCHEMA.TABLE",
            description = "Table to load; may be given several times. The first dot ends the schema's name.")
    private List<String> tables;

    @Override
    public void run() {
        List<TableToReload> wanted = tables.stream().map(this::table).toList();
        try (Connection connection = options.open()) {
            String arn = new Lookup(connection.migration()).task(name).replicationTaskArn();
            ReloadTablesResponse answer = connection.migration().reloadTables(request -> request.replicationTaskArn(arn)
                    .tablesToReload(wanted));
            output.result("reload of " + String.join(", ", tables) + " is requested", answer);
            output.note("Next: crosscurrent task show " + name);
        }
    }

    private TableToReload table(String text) {
        int dot = text.indexOf('.');
        if (dot <= 0 || dot == text.length() - 1) {
            throw new ParameterException(
                    spec.commandLine(), "--table is \"" + text + "\". Give schema and table: salesdb.customers.");
        }
        return TableToReload.builder()
                .schemaName(text.substring(0, dot))
                .tableName(text.substring(dot + 1))
                .build();
    }
}
