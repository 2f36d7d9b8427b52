/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.sql;

import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.failure.CliFailure;
import io.crosscurrent.cli.output.Output;
import io.crosscurrent.core.sql.SqlScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code crosscurrent sql}. */
@Command(
        name = "sql",
        description = "Runs Flink SQL and prints the changes of the result until it ends or Ctrl-C.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  crosscurrent sql \"SELECT status, COUNT(*) FROM salesdb.orders GROUP BY status\"",
            "  crosscurrent sql --limit 10 --json \"SELECT * FROM salesdb.orders\"",
            "  crosscurrent sql --file views.sql"
        })
public final class SqlCommand implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Parameters(
            arity = "0..1",
            paramLabel = "STATEMENT",
            description = "One or more statements, with semicolons between them.")
    private String statement;

    @Option(names = "--file", paramLabel = "FILE", description = "A script, run before the statement.")
    private Path file;

    @Option(names = "--limit", paramLabel = "N", description = "Ends after so many rows.")
    private long limit = Long.MAX_VALUE;

    @Override
    public void run() {
        List<String> statements = new ArrayList<>();
        if (file != null) {
            statements.addAll(SqlScript.statements(text(file)));
        }
        if (statement != null) {
            statements.addAll(SqlScript.statements(statement));
        }
        if (statements.isEmpty()) {
            throw new CliFailure("cli.invalid_usage", "there is no statement to run", "Try: crosscurrent sql --help");
        }
        try (Connection connection = options.open();
                SqlClient client = new SqlClient(connection.platform())) {
            Thread atCtrlC = new Thread(client::close, "close-session");
            Runtime.getRuntime().addShutdownHook(atCtrlC);
            try {
                for (String sql : statements) {
                    ResultPrinter printer = new ResultPrinter(output, limit);
                    client.execute(sql, printer::print);
                    output.note(printer.printed() == 0 ? "done" : printer.printed() + " rows");
                }
            } finally {
                forget(atCtrlC);
            }
        }
    }

    private static String text(Path script) {
        try {
            return Files.readString(script);
        } catch (IOException e) {
            throw new CliFailure("cli.file_missing", "%s cannot be read".formatted(script), "", e);
        }
    }

    /** After a failure the session is closed once, by the caller, who reports it. */
    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // Ctrl-C was pressed: the hook runs already
        }
    }
}
