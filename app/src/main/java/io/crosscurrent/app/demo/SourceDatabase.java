/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.demo;

import io.crosscurrent.app.platform.DataDirectory;
import io.crosscurrent.app.platform.Passwords;
import io.crosscurrent.app.platform.Ports;
import io.crosscurrent.testing.MySqlServer;
import io.crosscurrent.testing.sample.SampleDatabase;
import io.crosscurrent.testing.sample.SampleTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The MySQL of the demo with the sample database: filled at the first start, kept for the next ones. */
final class SourceDatabase implements AutoCloseable {
    private static final int USUAL_PORT = 3307;
    private static final String HOST = "127.0.0.1";

    private final MySqlServer server;
    private final SampleDatabase sample;
    private final boolean filled;

    private SourceDatabase(MySqlServer server, SampleDatabase sample, boolean filled) {
        this.server = server;
        this.sample = sample;
        this.filled = filled;
    }

    /** Starts the server; fills it when it is empty, or else brings the orders of the story back. */
    static SourceDatabase start(DataDirectory data, Consumer<String> progress) {
        Path directory = data.resolve("demo");
        Path portFile = directory.resolve("mysql-port");
        String password = Passwords.of(data.resolve("secrets").resolve("mysql"), "admin");
        int port = Ports.freeOr(HOST, remembered(portFile));
        MySqlServer server = MySqlServer.start(MySqlServer.Options.small()
                .in(directory.resolve("mysql"))
                .on(port)
                .password(password)
                .with("gtid_mode", "ON")
                .with("binlog_row_metadata", "FULL")
                .with("binlog_row_image", "FULL")
                .progress(progress));
        Passwords.replace(portFile, port + "\n");
        // an option file for the programs of MySQL
        Passwords.replace(
                directory.resolve("mysql.cnf"),
                "[client]\nhost = %s\nport = %d\nuser = %s\npassword = %s\ndatabase = %s\n"
                        .formatted(HOST, port, server.adminUser(), password, SampleDatabase.SCHEMA));
        SampleDatabase sample = SampleDatabase.create();
        boolean empty = server.query("SHOW DATABASES LIKE '" + SampleDatabase.SCHEMA + "'")
                        .isEmpty()
                || !complete(server, sample);
        if (empty) {
            server.execute(sample.statements().toArray(String[]::new));
        }
        return new SourceDatabase(server, sample, empty);
    }

    /** True when this start filled it. */
    boolean filled() {
        return filled;
    }

    String describe() {
        int rows =
                sample.tables().stream().mapToInt(table -> table.rows().size()).sum();
        String version = server.query("SELECT VERSION() AS v").get(0).get("v");
        return "MySQL %s with database %s: %d tables, %,d rows"
                .formatted(version, SampleDatabase.SCHEMA, sample.tables().size(), rows);
    }

    List<SampleTable> tables() {
        return sample.tables();
    }

    /**
     * Brings orders 10100 and 10102 back to how the story begins. Always changes both rows, so that the last change of
     * each is known to be this one.
     */
    void restore() {
        List<String> restore = sample.restoreStatements();
        server.execute(
                "SET autocommit = 0",
                "UPDATE %s.orders SET comments = 'told again' WHERE orderNumber = 10100"
                        .formatted(SampleDatabase.SCHEMA),
                "DELETE FROM %s.orders WHERE orderNumber = 10102".formatted(SampleDatabase.SCHEMA),
                restore.get(0),
                restore.get(1),
                "COMMIT");
    }

    /** Runs a statement of the story in the database {@value SampleDatabase#SCHEMA} and commits. */
    void execute(String statement) {
        server.execute("USE " + SampleDatabase.SCHEMA, statement);
    }

    /** Rows of the orders of the story as the server has them now. */
    List<Map<String, String>> orders() {
        return server.query("SELECT * FROM %s.orders WHERE orderNumber BETWEEN 10100 AND 10103 ORDER BY orderNumber"
                .formatted(SampleDatabase.SCHEMA));
    }

    String host() {
        return HOST;
    }

    int port() {
        return server.port();
    }

    String user() {
        return server.adminUser();
    }

    String password() {
        return server.adminPassword();
    }

    long processId() {
        return server.pid();
    }

    @Override
    public void close() {
        server.close();
    }

    /** A first start that was cut short leaves tables behind that are not full. Two orders may be changed by the story. */
    private static boolean complete(MySqlServer server, SampleDatabase sample) {
        SampleTable last = sample.tables().get(sample.tables().size() - 1);
        String count =
                "SELECT COUNT(*) AS n FROM information_schema.tables WHERE table_schema = '%s' AND table_name = '%s'"
                        .formatted(SampleDatabase.SCHEMA, last.name());
        return server.query(count).get(0).get("n").equals("1")
                && server.query("SELECT COUNT(*) AS n FROM %s.%s".formatted(SampleDatabase.SCHEMA, last.name()))
                        .get(0)
                        .get("n")
                        .equals(String.valueOf(last.rows().size()));
    }

    private static int remembered(Path portFile) {
        try {
            return Files.exists(portFile)
                    ? Integer.parseInt(Files.readString(portFile).strip())
                    : USUAL_PORT;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
