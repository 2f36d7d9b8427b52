/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.output.Output;
import io.crosscurrent.cli.output.TextTable;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code crosscurrent connector status}. */
@Command(
        name = "status",
        description = "Shows how a connector is, why it failed, and its tables.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent connector status shop"})
final class ConnectorStatus implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "Name of the connector.")
    private String name;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            JsonNode answer = connection.platform().call("DescribeConnector", Map.of("name", name));
            if (output.json()) {
                output.document(answer);
                return;
            }
            output.line(name + " is " + answer.path("state").asText());
            if (!answer.path("failure").asText().isEmpty()) {
                output.line("  " + answer.path("failure").asText());
            }
            TextTable table = new TextTable("table", "topic");
            for (JsonNode each : answer.path("tables")) {
                table.row(
                        each.path("database").asText() + ".`"
                                + each.path("table").asText() + "`",
                        each.path("topic").asText());
            }
            output.table(table);
        }
    }
}
