/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.connection.Lookup;
import io.crosscurrent.cli.failure.CliFailure;
import io.crosscurrent.cli.output.Output;
import io.crosscurrent.cli.output.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;

/** {@code crosscurrent endpoint test}. */
@Command(
        name = "test",
        description = "Connects to an endpoint and checks all that a task needs.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent endpoint test shop"})
final class EndpointTest implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "Name or ARN.")
    private String name;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            Endpoint endpoint = new Lookup(connection.migration()).endpoint(name);
            JsonNode findings = connection
                    .platform()
                    .call("PreviewConnection", Map.of("endpointArn", endpoint.endpointArn()))
                    .path("findings");
            if (output.json()) {
                output.document(Map.of("endpoint", name, "findings", findings));
            } else {
                output.table(table(findings));
            }
            List<String> failed = failed(findings);
            if (!failed.isEmpty()) {
                throw new CliFailure(
                        "endpoint.test_failed",
                        "endpoint %s failed: %s".formatted(name, String.join(", ", failed)),
                        "");
            }
        }
    }

    private static TextTable table(JsonNode findings) {
        TextTable table = new TextTable("check", "result", "found", "what to do");
        for (JsonNode finding : findings) {
            table.row(
                    finding.path("check").asText(),
                    finding.path("level").asText().toLowerCase(Locale.ROOT),
                    finding.path("message").asText(),
                    finding.path("remedy").asText());
        }
        return table;
    }

    private static List<String> failed(JsonNode findings) {
        List<String> failed = new ArrayList<>();
        for (JsonNode finding : findings) {
            if (finding.path("level").asText().equals("FAILED")) {
                failed.add(finding.path("check").asText());
            }
        }
        return failed;
    }
}
