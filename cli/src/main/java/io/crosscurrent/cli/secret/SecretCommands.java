/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.secret;

import picocli.CommandLine.Command;

/** {@code crosscurrent secret …}. */
@Command(
        name = "secret",
        description = "Secrets: logins that endpoints refer to.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = {SecretCreate.class, SecretUpdate.class, SecretList.class, SecretGet.class, SecretDelete.class},
        footer = {"", "Example:", "  crosscurrent secret list"})
public final class SecretCommands {}
