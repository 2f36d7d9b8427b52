/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.RowIdentity.Kind;
import io.crosscurrent.testing.MySqlServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** The MySQL server of one workload, with its data. Login of the contestants: {@code bench}, password {@code bench}. */
public final class SourceDatabase implements AutoCloseable {
    /** Login and password of the contestants; a throw-away server on loopback. */
    public static final String USER = "bench";

    private static final int ROWS_A_STATEMENT = 500;

    private final MySqlServer server;
    private String start;
    private long[] expected = {};

    private SourceDatabase(MySqlServer server) {
        this.server = server;
    }

    /** Starts a server with an empty table for the workload. */
    public static SourceDatabase start(Workload workload, Consumer<String> progress) {
        MySqlServer server = MySqlServer.start(MySqlServer.Options.full()
                .with("gtid_mode", "ON")
                .with("binlog_row_metadata", "FULL")
                .with("sync_binlog", "0")
                .with("innodb_flush_log_at_trx_commit", "2")
                .with("innodb_buffer_pool_size", "256M")
                .with("max_allowed_packet", "64M")
                .progress(progress));
        SourceDatabase database = new SourceDatabase(server);
        // The old authentication, because not every contestant knows the new one without TLS.
        server.execute(
                "SET sql_log_bin=0; CREATE USER 'bench'@'%' IDENTIFIED WITH mysql_native_password BY 'bench';"
                        + " GRANT ALL ON *.* TO 'bench'@'%'",
                "SET sql_log_bin=1", "CREATE DATABASE bench", RowText.definition(workload.table()));
        Map<String, String> status = server.query("SHOW MASTER STATUS").get(0);
        database.start = status.get("File") + ":" + status.get("Position");
        return database;
    }

    public MySqlServer server() {
        return server;
    }

    public int port() {
        return server.port();
    }

    /** {@code file:offset} behind the definition of the table and before the first change. */
    public String startPosition() {
        return start;
    }

    /** {@link RowIdentity} of every change or row a contestant has to deliver. */
    public long[] expected() {
        return expected;
    }

    /** Bytes the server has sent to all its clients since it started. */
    public long bytesSent() {
        return Long.parseLong(
                server.query("SHOW GLOBAL STATUS LIKE 'Bytes_sent'").get(0).get("Value"));
    }

    /** Writes changes to the log. */
    public void change(String table, long changes) throws SQLException {
        ChangeScript script = new ChangeScript(table, changes);
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET NAMES utf8mb4; SET time_zone='+00:00'");
            for (String transaction = script.next(); transaction != null; transaction = script.next()) {
                statement.execute(transaction);
            }
        }
        expected = script.expected();
    }

    /** Fills the table of the load, past the log: a load must not depend on it. */
    public void fill(String table, long rows) throws SQLException {
        RowText text = new RowText(new SplittableRandom(20_26));
        expected = new long[Math.toIntExact(rows)];
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET NAMES utf8mb4; SET time_zone='+00:00'; SET sql_log_bin=0");
            StringBuilder sql = new StringBuilder();
            for (int row = 0; row < rows; ) {
                sql.setLength(0);
                sql.append("INSERT INTO bench.").append(table).append(" VALUES ");
                for (int i = 0; i < ROWS_A_STATEMENT && row < rows; i++) {
                    text.values(i > 0 ? sql.append(',') : sql, row + 1L);
                    expected[row++] = RowIdentity.of(row, 0, Kind.WRITTEN);
                }
                statement.execute(sql.toString());
            }
            statement.execute("ANALYZE NO_WRITE_TO_BINLOG TABLE bench." + table);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
