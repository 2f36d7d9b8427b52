/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.secret;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;

/** {@code crosscurrent secret create}. */
@Command(
        name = "create",
        description = "Stores a secret.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  crosscurrent secret create shop-login --username reader --host db.example --port 3306 --password",
            "  crosscurrent secret create shop-login < login.json"
        })
final class SecretCreate implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "Name of the secret.")
    private String name;

    @Mixin
    private SecretValue value;

    @Override
    public void run() {
        String text = value.text();
        try (Connection connection = options.open()) {
            CreateSecretResponse created = connection.secrets().createSecret(request -> request.name(name)
                    .secretString(text));
            output.result("secret " + name + " stored", created);
        }
    }
}
