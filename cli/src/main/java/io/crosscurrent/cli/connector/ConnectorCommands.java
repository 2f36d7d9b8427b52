/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.connector;

import picocli.CommandLine.Command;

/** {@code crosscurrent connector …}. */
@Command(
        name = "connector",
        description = {
            "Debezium's connectors, for databases that replication tasks do not read.",
            "Put the connector into the plug-in directory first, see crosscurrent up --plugins."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = {ConnectorCreate.class, ConnectorList.class, ConnectorStatus.class, ConnectorDelete.class},
        footer = {"", "Example:", "  crosscurrent connector create shop --config postgres.json"})
public final class ConnectorCommands {}
