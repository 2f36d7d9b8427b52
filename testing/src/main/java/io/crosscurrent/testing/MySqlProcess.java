/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program mysqld: its command line, its start, and what it says when it does not start. */
final class MySqlProcess {
    private static final long START_LIMIT_MS = 60_000;

    private MySqlProcess() {}

    /** Tries to log in. */
    @FunctionalInterface
    interface Attempt {
        void connect() throws SQLException;
    }

    /** The program and where it finds its files. */
    static List<String> command(MySqlDistribution distribution, Path directory) {
        Path home = distribution.home();
        List<String> command = new ArrayList<>(List.of(
                distribution.server().toString(), "--no-defaults", "--basedir=" + home, "--datadir=" + directory));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        return command;
    }

    /** Starts it and waits until it answers. @throws IllegalStateException with the end of its error log */
    static Process start(MySqlServer.Options options, Path data, int port, Attempt attempt) throws IOException {
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
        List<String> command = command(options.distribution(), data);
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
        variables.keySet().removeAll(options.distribution().foreign());
        variables.putAll(options.variables());
        variables.forEach((name, value) -> command.add("--" + name.replace('_', '-') + "=" + value));
        command.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + Path.of(System.getProperty("java.io.tmpdir"), "cc-" + port + ".sock"),
                "--pid-file=" + data.resolve("mysqld.pid"),
                "--init-file=" + users));
        Path log = data.resolve("error.log");
        Process process = processBuilder(command, library, log).start();
        awaitAnswer(process, port, attempt, log);
        Files.deleteIfExists(users);
        return process;
    }

    private static void awaitAnswer(Process process, int port, Attempt attempt, Path log) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_LIMIT_MS);
        while (true) {
            try {
                attempt.connect();
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

    static void runToEnd(List<String> command, Path library, Path log) throws IOException {
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
}
