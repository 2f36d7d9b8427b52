/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.output.Output;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code crosscurrent connector delete}. */
@Command(
        name = "delete",
        description = {
            "Deletes a connector, its offsets and its secrets; its topics stay unless --topics is given.",
            "What it has made in the database, like a replication slot, stays: drop it there."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent connector delete shop --topics"})
final class ConnectorDelete implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "Name of the connector.")
    private String name;

    @Option(names = "--topics", description = "Deletes its topics, too.")
    private boolean topics;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            JsonNode answer =
                    connection.platform().call("DeleteConnector", Map.of("name", name, "deleteTopics", topics));
            int kept = answer.path("keptTopics").size();
            output.result("connector " + name + " is deleted" + (kept > 0 ? "; " + kept + " topics stay" : ""), answer);
        }
    }
}
