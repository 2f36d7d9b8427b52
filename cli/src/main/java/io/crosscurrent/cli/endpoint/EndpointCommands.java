/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.endpoint;

import picocli.CommandLine.Command;

/** {@code crosscurrent endpoint …}. */
@Command(
        name = "endpoint",
        description = "Endpoints: the databases tasks read and the Kafka they write to.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = {
            EndpointCreate.class,
            EndpointList.class,
            EndpointShow.class,
            EndpointTest.class,
            EndpointDelete.class
        },
        footer = {"", "Example:", "  crosscurrent endpoint list"})
public final class EndpointCommands {}
