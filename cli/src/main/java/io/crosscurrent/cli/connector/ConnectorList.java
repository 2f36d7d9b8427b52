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

/** {@code crosscurrent connector list}. */
@Command(
        name = "list",
        description = "Lists the connectors.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent connector list"})
final class ConnectorList implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            JsonNode answer = connection.platform().call("ListConnectors", Map.of());
            if (output.json()) {
                output.document(answer);
                return;
            }
            TextTable table = new TextTable("connector", "state", "class", "tables");
            for (JsonNode each : answer.path("connectors")) {
                table.row(
                        each.path("name").asText(),
                        each.path("state").asText(),
                        each.path("class").asText().replaceFirst("^.*\\.", ""),
                        each.path("tables").size());
            }
            output.table(table);
        }
    }
}
