/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.instance;

import picocli.CommandLine.Command;

/** {@code crosscurrent instance …}. */
@Command(
        name = "instance",
        description = "Replication instances: what DMS runs tasks on.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = {InstanceCreate.class, InstanceList.class, InstanceDelete.class},
        footer = {"", "Example:", "  crosscurrent instance list"})
public final class InstanceCommands {}
