/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.secret;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;

/** {@code crosscurrent secret update}. */
@Command(
        name = "update",
        description = "Replaces the value of a secret. Running tasks log in with the new one at their next connection.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  crosscurrent secret update shop-login --username reader --host db.example --port 3306 --password",
            "  crosscurrent secret update shop-login < login.json"
        })
final class SecretUpdate implements Runnable {
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
            PutSecretValueResponse updated = connection.secrets().putSecretValue(request -> request.secretId(name)
                    .secretString(text));
            output.result("secret " + name + " updated", updated);
        }
    }
}
