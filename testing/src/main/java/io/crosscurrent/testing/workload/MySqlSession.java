/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.workload;

import io.crosscurrent.testing.MySqlServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A session of a real server. It holds a lock by its name, which the server frees when it has rolled back the session's
 * work: so whoever gets the lock knows that nothing of the session before is still under way.
 */
final class MySqlSession implements Session {
    private static final long PATIENCE_NANOS = Duration.ofMinutes(5).toNanos();
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final MySqlServer server;
    private final String lock;
    private Connection connection;
    private Statement statement;

    MySqlSession(MySqlServer server, String name) throws SQLException {
        this.server = server;
        this.lock = name;
        open();
    }

    private void open() throws SQLException {
        connection = server.connect();
        statement = connection.createStatement();
        // Without gap locks, writers of different rows do not get in each other's way.
        statement.execute("set session transaction_isolation = 'READ-COMMITTED', time_zone = '+00:00',"
                + " group_concat_max_len = 1000000, sql_mode = 'STRICT_ALL_TABLES'");
        if (!query("select get_lock('" + lock + "', 10)").contains("1")) {
            for (String old : query("select is_used_lock('" + lock + "')")) {
                if (old != null) {
                    statement.execute("kill " + old);
                }
            }
            connection.close();
            throw new SQLException("the session before still has the lock " + lock, "08006");
        }
    }

    @Override
    public void execute(String sql) throws SQLException {
        statement.executeUpdate(sql);
    }

    @Override
    public void change(String sql, int rows) throws SQLException {
        int changed = statement.executeUpdate(sql);
        if (changed != rows) {
            throw new IllegalStateException("changed " + changed + " rows instead of " + rows + ": "
                    + sql.substring(0, Math.min(500, sql.length())));
        }
    }

    @Override
    public List<String> query(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                values.add(result.getString(1));
            }
        }
        return values;
    }

    @Override
    public void renew() throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        close();
        while (true) {
            try {
                open();
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
            LockSupport.parkNanos(RETRY_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while the database was away");
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is gone, as it should be.
        }
    }
}
