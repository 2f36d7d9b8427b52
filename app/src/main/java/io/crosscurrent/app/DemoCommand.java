/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import io.crosscurrent.app.demo.Demo;
import io.crosscurrent.app.demo.DemoStatement;
import io.crosscurrent.app.platform.DataDirectory;
import io.crosscurrent.app.platform.LogFile;
import io.crosscurrent.cli.output.Style;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code crosscurrent demo}. */
@Command(
        name = "demo",
        description = {
            "A whole pipeline on this machine: a real MySQL with eight tables, a replication task made through the AWS",
            "API, and Flink SQL that shows an UPDATE and a DELETE moments after they happened. Runs until Ctrl-C."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  crosscurrent demo --once",
            "  crosscurrent demo --sql \"UPDATE orders SET status = 'On Hold' WHERE orderNumber = 10103\""
        })
public final class DemoCommand implements Runnable {
    @Spec
    private CommandSpec command;

    @Option(names = "--once", description = "Ends after the story; exit code 0 only if every row was as expected.")
    private boolean once;

    @Option(names = "--fresh", description = "Forgets everything an earlier demo left.")
    private boolean fresh;

    @Option(
            names = "--sql",
            paramLabel = "STATEMENT",
            description = "Changes the database of a demo that runs in another terminal, and ends.")
    private String sql;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory. Default: $CROSSCURRENT_DATA or ~/.crosscurrent.")
    private Path data = DataDirectory.usual();

    @Option(names = "--port", defaultValue = "0", paramLabel = "PORT", description = "Port of the AWS API.")
    private int port;

    @Option(names = "--no-color", description = "Print without colours.")
    private boolean plain;

    @Override
    public void run() {
        if (sql != null) {
            int rows = DemoStatement.run(data, sql);
            command.commandLine().getOut().println(rows == 1 ? "1 row changed" : rows + " rows changed");
            return;
        }
        Path log = LogFile.in(data);
        Demo.Options options = new Demo.Options(data, port, once, fresh, log);
        try {
            new Demo(options, command.commandLine().getOut(), Style.ofTerminal(!plain)).run();
        } catch (RuntimeException e) {
            throw Failures.translated(e);
        }
    }
}
