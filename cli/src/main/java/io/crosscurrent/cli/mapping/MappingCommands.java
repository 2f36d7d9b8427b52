/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.mapping;

import picocli.CommandLine.Command;

/** {@code crosscurrent mapping …}. */
@Command(
        name = "mapping",
        description = "Table mappings: which tables are captured, and as what.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = {MappingCheck.class},
        footer = {"", "Example:", "  crosscurrent mapping check --source shop --file mappings.json"})
public final class MappingCommands {}
