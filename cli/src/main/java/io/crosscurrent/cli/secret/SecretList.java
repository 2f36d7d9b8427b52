/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.secret;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.output.Output;
import io.crosscurrent.cli.output.TextTable;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** {@code crosscurrent secret list}. */
@Command(
        name = "list",
        description = "Lists the secrets, without their values.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  crosscurrent secret list"})
final class SecretList implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Override
    public void run() {
        try (Connection connection = options.open()) {
            List<SecretListEntry> secrets = connection.secrets().listSecrets().secretList();
            if (output.json()) {
                output.document(Map.of("SecretList", secrets));
                return;
            }
            TextTable table = new TextTable("name", "changed", "arn");
            for (SecretListEntry secret : secrets) {
                table.row(secret.name(), secret.lastChangedDate(), secret.arn());
            }
            output.table(table);
        }
    }
}
