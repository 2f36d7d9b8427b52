/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.endpoint;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.output.Output;
import io.crosscurrent.cli.output.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;

/** {@code crosscurrent endpoint list}. */
@Command(
        name = "list",
        description = "Lists the endpoints.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent endpoint list"})
final class EndpointList implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            List<Endpoint> endpoints =
                    connection.migration().describeEndpoints().endpoints();
            if (output.json()) {
                output.document(Map.of("Endpoints", endpoints));
                return;
            }
            TextTable table = new TextTable("name", "type", "engine", "status", "address");
            for (Endpoint endpoint : endpoints) {
                table.row(
                        endpoint.endpointIdentifier(),
                        endpoint.endpointTypeAsString().toLowerCase(Locale.ROOT),
                        endpoint.engineName(),
                        endpoint.status(),
                        EndpointAddress.of(endpoint));
            }
            output.table(table);
        }
    }
}
