/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A real MySQL server, started on a loopback port in a data directory of its own and stopped by {@link #close}. The
 * binary log is on, in row format. Safe for use by several threads.
 */
public final class MySqlServer implements AutoCloseable {
    private static final int STOP_LIMIT_SECONDS = 20;

    private final Options options;
    private final Path data;
    private final boolean temporary;
    private final int port;
    private Process process;

    /**
     * How to start one. Immutable.
     *
     * @param data data directory, kept after the end; null for a temporary one that is deleted
     * @param port 0 for a free one
     * @param password of the user {@code admin}, who may do everything
     * @param variables server variables, by their names with underscores
     * @param progress told in one sentence what takes long
     */
    public record Options(
            MySqlDistribution distribution,
            Path data,
            int port,
            String password,
            Map<String, String> variables,
            Consumer<String> progress) {

        /** MySQL 8.0.33, temporary, on a free port. */
        public static Options full() {
            return of(MySqlDistribution.FULL);
        }

        /** MySQL 8.0.12, temporary, on a free port. */
        public static Options small() {
            return of(MySqlDistribution.SMALL);
        }

        /** MariaDB, temporary, on a free port; see {@link MySqlDistribution#available}. */
        public static Options mariaDb() {
            return of(MySqlDistribution.MARIADB);
        }

        private static Options of(MySqlDistribution distribution) {
            return new Options(distribution, null, 0, "admin", Map.of(), sentence -> {});
        }

        /** With a server variable; {@code gtid_mode=ON} brings {@code enforce_gtid_consistency} with it. */
        public Options with(String variable, String value) {
            Map<String, String> changed = new LinkedHashMap<>(variables);
            changed.put(variable, value);
            if (variable.equals("gtid_mode") && value.equalsIgnoreCase("ON")) {
                changed.put("enforce_gtid_consistency", "ON");
            }
            return new Options(distribution, data, port, password, changed, progress);
        }

        public Options in(Path directory) {
            return new Options(distribution, directory, port, password, variables, progress);
        }

        public Options on(int chosenPort) {
            return new Options(distribution, data, chosenPort, password, variables, progress);
        }

        public Options password(String chosen) {
            return new Options(distribution, data, port, chosen, variables, progress);
        }

        public Options progress(Consumer<String> listener) {
            return new Options(distribution, data, port, password, variables, listener);
        }
    }

    private MySqlServer(Options options, Path data, boolean temporary, int port) {
        this.options = options;
        this.data = data;
        this.temporary = temporary;
        this.port = port;
    }

    /** Starts one and returns when it answers. @throws IllegalStateException with the end of its error log */
    public static MySqlServer start(Options options) {
        try {
            boolean temporary = options.data() == null;
            Path data = temporary
                    ? Files.createTempDirectory("crosscurrent-mysql-").resolve("data")
                    : options.data().toAbsolutePath();
            MySqlData.prepare(options.distribution(), data, options.progress());
            if (options.port() != 0) {
                return run(new MySqlServer(options, data, temporary, options.port()));
            }
            try {
                return run(new MySqlServer(options, data, temporary, freePort()));
            } catch (IllegalStateException taken) {
                if (!taken.getMessage().contains("Address already in use")) {
                    throw taken;
                }
                // Somebody else drew the same port in the same moment.
                return run(new MySqlServer(options, data, temporary, freePort()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MySqlServer run(MySqlServer server) throws IOException {
        server.run();
        return server;
    }

    public int port() {
        return port;
    }

    public String adminUser() {
        return "admin";
    }

    public String adminPassword() {
        return options.password();
    }

    /** Process id of mysqld. */
    public long pid() {
        return process.pid();
    }

    /** The directory with its files, binary logs included. */
    public Path data() {
        return data;
    }

    /** The program directory, with {@code mysql} and {@code mysqlbinlog} in the full distribution. */
    public Path programs() {
        return options.distribution().home().resolve("bin");
    }

    /** A new connection as admin, auto-commit on, no default database. The caller closes it. */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", adminUser());
        properties.setProperty("password", adminPassword());
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("sslMode", "disable");
        properties.setProperty("allowMultiQueries", "true");
        properties.setProperty("connectTimeout", "5000");
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/", properties);
    }

    /** Runs statements one after another, on one connection. A statement may be a whole script. */
    public void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "MySQL refused " + String.join("; ", statements) + ": " + e.getMessage(), e);
        }
    }

    /** Rows of a query as text by column label, as the server prints them; NULL is null. */
    public List<Map<String, String>> query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<Map<String, String>> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 1; i <= columns; i++) {
                    row.put(result.getMetaData().getColumnLabel(i), result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("MySQL refused " + sql + ": " + e.getMessage(), e);
        }
    }

    /** Ends it as a power cut would: SIGKILL. {@link #restart} starts it again on the same files and port. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops it, if it runs, and starts it again on the same files and port. */
    public void restart() throws IOException {
        stop();
        run();
    }

    @Override
    public void close() {
        stop();
        if (temporary) {
            try {
                Directories.delete(data.getParent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void stop() {
        if (process.isAlive()) {
            endReplicas();
        }
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** A server that ends waits some 10 s for its replicas to go, also for those that are gone already. */
    private void endReplicas() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            List<String> replicas = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(
                    "select id from information_schema.processlist where command like 'Binlog Dump%'")) {
                while (result.next()) {
                    replicas.add(result.getString(1));
                }
            }
            for (String replica : replicas) {
                statement.execute("kill " + replica);
            }
        } catch (SQLException e) {
            options.progress().accept("MySQL is stopped without ending its replicas first: " + e.getMessage());
        }
    }

    private void run() throws IOException {
        process = MySqlProcess.start(options, data, port, this::answers);
    }

    /** Another server may listen on the port: this one cannot start then, and must not be taken for it. */
    private void answers() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SELECT @@datadir")) {
            answer.next();
            Path answering = Path.of(answer.getString(1));
            if (!Files.exists(answering) || !Files.isSameFile(answering, data)) {
                throw new SQLException("another server, in " + answering + ", listens on port " + port);
            }
        } catch (IOException e) {
            throw new SQLException("cannot compare data directories", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
