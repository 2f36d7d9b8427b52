/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.output.Output;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code crosscurrent studio}. */
@Command(
        name = "studio",
        description = {
            "Prints an address of the notebook that logs its first visitor in as you, within an hour.",
            "Whoever has the address has your rights: do not pass it on."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent studio"})
final class StudioCommand implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            JsonNode answer = connection.platform().call("OpenStudio", Map.of());
            String address = connection
                    .settings()
                    .endpoint()
                    .resolve(answer.path("path").asText())
                    .toString();
            if (output.json()) {
                output.document(
                        ((com.fasterxml.jackson.databind.node.ObjectNode) answer.deepCopy()).put("address", address));
            } else {
                output.line(address);
            }
        }
    }
}
