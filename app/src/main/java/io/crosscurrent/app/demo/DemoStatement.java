/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.demo;

import io.crosscurrent.cli.failure.CliFailure;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A change of the database of a demo that runs in another terminal, for who has no client of MySQL. */
public final class DemoStatement {
    private DemoStatement() {}

    /**
     * Runs a statement in the sample database and commits it.
     *
     * @param data data directory of the demo
     * @return how many rows it changed, at least 0
     * @throws CliFailure {@code demo.not_running}, {@code demo.statement_failed}
     */
    public static int run(Path data, String sql) {
        Path login = data.resolve("demo").resolve("mysql.cnf");
        if (!Files.exists(login)) {
            throw notRunning(data, null);
        }
        Properties client = read(login);
        String url = "jdbc:mariadb://%s:%s/%s"
                .formatted(client.getProperty("host"), client.getProperty("port"), client.getProperty("database"));
        try (Connection connection =
                        DriverManager.getConnection(url, client.getProperty("user"), client.getProperty("password"));
                Statement statement = connection.createStatement()) {
            return run(statement, sql);
        } catch (SQLException e) {
            throw notRunning(data, e);
        }
    }

    private static int run(Statement statement, String sql) {
        try {
            statement.execute(sql);
            return Math.max(0, statement.getUpdateCount());
        } catch (SQLException e) {
            throw new CliFailure(
                    "demo.statement_failed",
                    "MySQL does not run this: " + e.getMessage(),
                    "Mend the statement; its tables are those of the catalogue in the studio.",
                    e);
        }
    }

    private static CliFailure notRunning(Path data, SQLException cause) {
        return new CliFailure(
                "demo.not_running",
                "no database of a demo answers for the data directory " + data.toAbsolutePath(),
                "Start the demo in another terminal: crosscurrent demo",
                cause);
    }

    private static Properties read(Path login) {
        Properties client = new Properties();
        try (Reader reader = Files.newBufferedReader(login)) {
            client.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return client;
    }
}
