/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.secret;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** {@code crosscurrent secret get}. */
@Command(
        name = "get",
        description = "Prints the value of a secret.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent secret get shop-login"})
final class SecretGet implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "Name or ARN.")
    private String name;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            GetSecretValueResponse secret = connection.secrets().getSecretValue(request -> request.secretId(name));
            output.result(String.valueOf(secret.secretString()), secret);
        }
    }
}
