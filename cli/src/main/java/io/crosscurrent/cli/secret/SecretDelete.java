/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.secret;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code crosscurrent secret delete}. */
@Command(
        name = "delete",
        description = "Deletes a secret.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent secret delete shop-login --now"})
final class SecretDelete implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "Name or ARN.")
    private String name;

    @Option(names = "--now", description = "At once and for good; otherwise it can be restored for 30 days.")
    private boolean now;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            output.result(
                    now ? "secret " + name + " deleted" : "secret " + name + " will be deleted in 30 days",
                    connection.secrets().deleteSecret(request -> request.secretId(name)
                            .forceDeleteWithoutRecovery(now ? true : null)));
        }
    }
}
