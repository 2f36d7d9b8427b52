/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.testing.MySqlServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * A MySQL server with data to capture. Its data can be kept from one run of the program to the next: what was filled in
 * stands in a file beside it. Login of the contestants: {@code bench}, password {@code bench}.
 */
public final class SourceDatabase implements AutoCloseable {
    /** Login and password of the contestants; a throw-away server on loopback. */
    public static final String USER = "bench";

    private static final String START = "start";

    private final MySqlServer server;
    /** Null when nothing is kept. */
    private final Path marks;

    private final Properties ready = new Properties();

    private SourceDatabase(MySqlServer server, Path marks) {
        this.server = server;
        this.marks = marks;
        // A run that is broken off leaves no server behind.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> ProcessHandle.of(server.pid()).ifPresent(ProcessHandle::destroy)));
    }

    /** Something that takes long to fill in. */
    interface Filling {
        void fill() throws IOException, SQLException;
    }

    /** An empty one that is gone at the end. */
    public static SourceDatabase temporary(Consumer<String> progress) {
        SourceDatabase database = new SourceDatabase(MySqlServer.start(options(progress)), null);
        database.prepare();
        return database;
    }

    /** The one in a directory, with what was filled in before. */
    static SourceDatabase kept(Path directory, Map<String, String> variables, Consumer<String> progress)
            throws IOException {
        Path marks = Files.createDirectories(directory).resolve("ready.properties");
        MySqlServer.Options options = options(progress).in(directory.resolve("data"));
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            options = options.with(variable.getKey(), variable.getValue());
        }
        SourceDatabase database = new SourceDatabase(MySqlServer.start(options), marks);
        if (Files.exists(marks)) {
            try (InputStream in = Files.newInputStream(marks)) {
                database.ready.load(in);
            }
        } else {
            database.prepare();
        }
        return database;
    }

    private static MySqlServer.Options options(Consumer<String> progress) {
        return MySqlServer.Options.full()
                .with("gtid_mode", "ON")
                .with("binlog_row_metadata", "FULL")
                .with("sync_binlog", "0")
                .with("innodb_flush_log_at_trx_commit", "2")
                .with("innodb_buffer_pool_size", "256M")
                .with("max_allowed_packet", "64M")
                .with("table_open_cache", "6000")
                .progress(progress);
    }

    private void prepare() {
        // The old authentication, because not every contestant knows the new one without TLS.
        server.execute("SET sql_log_bin=0; DROP USER IF EXISTS 'bench'@'%'; DROP DATABASE IF EXISTS bench;"
                + " CREATE USER 'bench'@'%' IDENTIFIED WITH mysql_native_password BY 'bench';"
                + " GRANT ALL ON *.* TO 'bench'@'%'");
        beginLog();
    }

    /** Begins the log anew: the first thing in it is the database. */
    void beginLog() {
        server.execute("RESET MASTER", "CREATE DATABASE IF NOT EXISTS bench");
        markStart();
    }

    /** From here on the log is what a contestant has to bring. */
    void markStart() {
        Map<String, String> status = server.query("SHOW MASTER STATUS").get(0);
        ready.setProperty(START, status.get("File") + ":" + status.get("Position"));
    }

    /** Fills something in, unless it is there already in this size. */
    void fill(String name, long size, Filling filling) throws IOException, SQLException {
        if (Long.toString(size).equals(ready.getProperty(name))) {
            return;
        }
        ready.remove(name);
        keepMarks();
        filling.fill();
        ready.setProperty(name, Long.toString(size));
        keepMarks();
    }

    /** Keeps a number with what is filled in. */
    void note(String name, double number) {
        ready.setProperty(name, Double.toString(number));
    }

    /** What was noted; NaN if nothing was. */
    double noted(String name) {
        return Double.parseDouble(ready.getProperty(name, "NaN"));
    }

    private void keepMarks() throws IOException {
        if (marks != null) {
            try (OutputStream out = Files.newOutputStream(marks)) {
                ready.store(out, "what is filled in");
            }
        }
    }

    public MySqlServer server() {
        return server;
    }

    public int port() {
        return server.port();
    }

    /** {@code file:offset} behind the definition of the tables and before the first change. */
    public String startPosition() {
        return ready.getProperty(START);
    }

    /** Bytes the server has sent to all its clients since it started. */
    public long bytesSent() {
        return Long.parseLong(
                server.query("SHOW GLOBAL STATUS LIKE 'Bytes_sent'").get(0).get("Value"));
    }

    /** Bytes of its log, all files. */
    long logBytes() {
        return server.query("SHOW BINARY LOGS").stream()
                .mapToLong(file -> Long.parseLong(file.get("File_size")))
                .sum();
    }

    @Override
    public void close() {
        server.close();
    }
}
