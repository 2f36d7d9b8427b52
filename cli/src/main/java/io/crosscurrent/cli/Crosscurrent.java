/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli;

import io.crosscurrent.cli.connector.ConnectorCommands;
import io.crosscurrent.cli.endpoint.EndpointCommands;
import io.crosscurrent.cli.failure.CliFailure;
import io.crosscurrent.cli.failure.ExitCode;
import io.crosscurrent.cli.failure.FailureReport;
import io.crosscurrent.cli.instance.InstanceCommands;
import io.crosscurrent.cli.mapping.MappingCommands;
import io.crosscurrent.cli.output.Style;
import io.crosscurrent.cli.secret.SecretCommands;
import io.crosscurrent.cli.sql.SqlCommand;
import io.crosscurrent.cli.stack.Deploy;
import io.crosscurrent.cli.stack.StackCommands;
import io.crosscurrent.cli.task.TaskCommands;
import io.crosscurrent.cli.topic.TopicCommands;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code crosscurrent} and everything below it that is a client. {@code up} and {@code demo} are added by the app. */
@Command(
        name = "crosscurrent",
        description = "Change data capture from MySQL to Kafka to Flink SQL, behind the AWS wire protocols.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            StatusCommand.class,
            ConfigCommand.class,
            InstanceCommands.class,
            EndpointCommands.class,
            MappingCommands.class,
            TaskCommands.class,
            SecretCommands.class,
            Deploy.class,
            StackCommands.class,
            ConnectorCommands.class,
            TopicCommands.class,
            SqlCommand.class,
            StudioCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Start with:",
            "  crosscurrent demo                 a whole pipeline on this machine, with a story",
            "  crosscurrent up                   the platform alone",
            "  crosscurrent help COMMAND         what a command does, with an example"
        })
public final class Crosscurrent implements Runnable {
    @Spec
    private CommandSpec command;

    private Crosscurrent() {}

    /** Without a command: says which there are. */
    @Override
    public void run() {
        command.commandLine().usage(command.commandLine().getOut());
    }

    /** Runs one command line and returns its exit code: 0, 1, 2 or 3, see {@link ExitCode}. */
    public static int run(PrintWriter out, PrintWriter err, Object[] further, String... arguments) {
        return commandLine(out, err, further).execute(arguments);
    }

    /** As {@link #run(PrintWriter, PrintWriter, Object[], String...)}, on the standard streams, in UTF-8. */
    public static int run(Object[] further, String... arguments) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(out, err, further, arguments);
        out.flush();
        err.flush();
        return code;
    }

    public static void main(String[] arguments) {
        System.exit(run(new Object[0], arguments));
    }

    /** @param further commands beside those of a client */
    static CommandLine commandLine(PrintWriter out, PrintWriter err, Object... further) {
        CommandLine line = new CommandLine(new Crosscurrent());
        Arrays.stream(further).forEach(line::addSubcommand);
        line.setOut(out).setErr(err);
        line.setUsageHelpAutoWidth(true).setUsageHelpLongOptionsMaxWidth(28);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(ansi()));
        line.setExecutionExceptionHandler((thrown, command, parsed) -> report(thrown, err));
        line.setParameterExceptionHandler((wrong, parsed) -> {
            String usage = wrong.getCommandLine().getCommandSpec().qualifiedName();
            return report(new CliFailure("cli.invalid_usage", wrong.getMessage(), "Try: " + usage + " --help"), err);
        });
        return line;
    }

    private static int report(Throwable thrown, PrintWriter err) {
        CliFailure failure = FailureReport.of(thrown);
        FailureReport.print(failure, err, Style.ofTerminal(true));
        return ExitCode.of(failure.code()).value();
    }

    private static CommandLine.Help.Ansi ansi() {
        return Style.ofTerminal(true).colored() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF;
    }
}
