/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.endpoint;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.connection.Lookup;
import io.crosscurrent.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;

/** {@code crosscurrent endpoint delete}. */
@Command(
        name = "delete",
        description = "Deletes an endpoint that no task uses.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent endpoint delete shop"})
final class EndpointDelete implements Runnable {
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
            output.result(
                    "endpoint " + name + " deleted",
                    connection
                            .migration()
                            .deleteEndpoint(request -> request.endpointArn(endpoint.endpointArn()))
                            .endpoint());
        }
    }
}
