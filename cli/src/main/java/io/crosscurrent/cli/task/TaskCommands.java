/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.task;

import picocli.CommandLine.Command;

/** {@code crosscurrent task …}. */
@Command(
        name = "task",
        description = "Replication tasks: a full load, a change stream, or both.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = {
            TaskCreate.class,
            TaskList.class,
            TaskShow.class,
            TaskStart.class,
            TaskStop.class,
            TaskResume.class,
            TaskReload.class,
            TaskDelete.class
        },
        footer = {"", "Example:", "  crosscurrent task list"})
public final class TaskCommands {}
