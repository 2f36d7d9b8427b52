/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    private static final long START_LIMIT_MS = 60_000;
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
            int port = options.port() == 0 ? freePort() : options.port();
            MySqlServer server = new MySqlServer(options, data, temporary, port);
            server.prepare();
            server.run();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** A fresh data directory is a copy of one that was initialised once: 0.1 s instead of 5 s. */
    private void prepare() throws IOException {
        if (Files.exists(data.resolve("mysql.ibd"))) {
            endLeftover(data, options.progress());
            return;
        }
        Path library = NativeLibraries.ensure(options.progress());
        Path template = MySqlDistribution.cache()
                .resolve("data-" + options.distribution().name().toLowerCase(java.util.Locale.ROOT));
        if (!Files.exists(template)) {
            options.progress().accept("preparing an empty MySQL data directory (once, some 5 s)");
            Files.createDirectories(template.getParent());
            Path fresh = Files.createTempDirectory(template.getParent(), "data-new-");
            Path empty = fresh.resolve("data");
            List<String> command = command(empty);
            command.add("--initialize-insecure");
            runToEnd(command, library, fresh.resolve("log"));
            try {
                Files.move(empty, template, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (!Files.exists(template)) {
                    throw e;
                }
            }
            Directories.delete(fresh);
        }
        Files.createDirectories(data.getParent());
        Directories.copy(template, data);
        Files.deleteIfExists(data.resolve("auto.cnf"));
    }

    /**
     * Ends the server that runs on a data directory: a process that was killed leaves its mysqld behind, which holds the
     * lock on the files.
     */
    public static void endLeftover(Path data, Consumer<String> progress) {
        Path pidFile = data.resolve("mysqld.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid;
        try {
            pid = Long.parseLong(Files.readString(pidFile).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ProcessHandle.of(pid).filter(handle -> runsOn(data, handle.pid())).ifPresent(handle -> {
            progress.accept("ending the MySQL server left by an earlier run (process " + pid + ")");
            handle.destroy();
            try {
                handle.onExit().get(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                handle.destroyForcibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static boolean runsOn(Path data, long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1)
                    .contains("--datadir=" + data + '\0');
        } catch (IOException e) {
            return false; // it ended meanwhile
        }
    }

    private List<String> command(Path directory) {
        Path home = options.distribution().home();
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin").resolve("mysqld").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + directory));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        return command;
    }

    private void run() throws IOException {
        Path library = NativeLibraries.ensure(options.progress());
        Path users = data.resolve("users.sql");
        Files.writeString(
                users,
                """
                SET sql_log_bin = 0;
                CREATE USER IF NOT EXISTS 'admin'@'%%' IDENTIFIED BY '%1$s';
                ALTER USER 'admin'@'%%' IDENTIFIED BY '%1$s';
                GRANT ALL ON *.* TO 'admin'@'%%' WITH GRANT OPTION;
                ALTER USER 'root'@'localhost' IDENTIFIED BY '%1$s';
                """
                        .formatted(options.password()));
        List<String> command = command(data);
        Map<String, String> variables = new LinkedHashMap<>(Map.of(
                "server_id", "1",
                "log_bin", "mysql-bin",
                "binlog_format", "ROW",
                "performance_schema", "OFF",
                "innodb_buffer_pool_size", "64M",
                "innodb_flush_log_at_trx_commit", "1",
                "mysqlx", "OFF",
                "max_connections", "200",
                "secure_file_priv", "NULL"));
        variables.putAll(options.variables());
        variables.forEach((name, value) -> command.add("--" + name.replace('_', '-') + "=" + value));
        command.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + Path.of(System.getProperty("java.io.tmpdir"), "cc-" + port + ".sock"),
                "--pid-file=" + data.resolve("mysqld.pid"),
                "--init-file=" + users));
        Path log = data.resolve("error.log");
        process = processBuilder(command, library, log).start();
        awaitAnswer(log);
        Files.deleteIfExists(users);
    }

    private void awaitAnswer(Path log) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_LIMIT_MS);
        while (true) {
            try (Connection connection = connect()) {
                return;
            } catch (SQLException notYet) {
                boolean late = System.nanoTime() > deadline;
                if (!process.isAlive() || late) {
                    process.destroyForcibly();
                    throw new IllegalStateException(
                            "MySQL " + (late ? "did not answer within 60 s" : "ended at once") + " on port " + port
                                    + "; the end of its log:\n" + tail(log),
                            notYet);
                }
            }
            try {
                process.waitFor(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while MySQL started", e);
            }
        }
    }

    private static void runToEnd(List<String> command, Path library, Path log) throws IOException {
        Process process = processBuilder(command, library, log).start();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("MySQL could not prepare a data directory:\n" + tail(log));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while MySQL prepared its data directory", e);
        }
    }

    private static ProcessBuilder processBuilder(List<String> command, Path library, Path log) throws IOException {
        Files.createDirectories(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        if (library != null) {
            builder.environment().put("LD_LIBRARY_PATH", library.toString());
        }
        return builder;
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
