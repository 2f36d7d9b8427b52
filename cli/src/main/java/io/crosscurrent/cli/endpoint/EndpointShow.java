/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.endpoint;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.connection.Lookup;
import io.crosscurrent.cli.output.Output;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;

/** {@code crosscurrent endpoint show}. */
@Command(
        name = "show",
        description = "Shows one endpoint with its settings.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent endpoint show shop"})
final class EndpointShow implements Runnable {
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
            if (!output.json()) {
                output.line("%s: %s %s at %s, %s"
                        .formatted(
                                endpoint.endpointIdentifier(),
                                endpoint.engineName(),
                                endpoint.endpointTypeAsString().toLowerCase(Locale.ROOT),
                                EndpointAddress.of(endpoint),
                                endpoint.status()));
            }
            output.document(endpoint);
        }
    }
}
