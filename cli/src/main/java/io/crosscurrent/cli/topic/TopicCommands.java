/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.topic;

import picocli.CommandLine.Command;

/** {@code crosscurrent topic …}. */
@Command(
        name = "topic",
        description = "Kafka topics and the records in them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = {TopicCreate.class, TopicList.class, TopicTail.class, TopicDelete.class},
        footer = {"", "Example:", "  crosscurrent topic list"})
public final class TopicCommands {}
