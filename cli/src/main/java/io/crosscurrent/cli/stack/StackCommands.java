/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.stack;

import picocli.CommandLine.Command;

/** {@code crosscurrent stack …}. */
@Command(
        name = "stack",
        description = "Stacks: what was made of CloudFormation templates.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = {StackList.class, StackShow.class, StackDelete.class},
        footer = {"", "Example:", "  crosscurrent stack list", "", "A stack is made with: crosscurrent deploy"})
public final class StackCommands {}
