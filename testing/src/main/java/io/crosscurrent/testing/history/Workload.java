/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

import io.crosscurrent.testing.MySqlServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Seeded random changes to one table, every committed one of which is known: inserts, updates, deletes, re-inserts, in
 * transactions of one to twenty changes, some rolled back. Each change of a row gives it a higher version.
 *
 * <p>{@link #run} is for one thread; {@link #stop} may come from any thread; the results are read after it has returned.
 */
public final class Workload {
    private final MySqlServer server;
    private final String table;
    private final Random random;
    private final int keys;
    private final Map<String, List<RowEvent>> committed = new LinkedHashMap<>();
    private volatile boolean stopped;
    private volatile long transactions;
    private long version;

    /**
     * @param table qualified name; {@link #createTable} makes it
     * @param keys keys are 1 to this, ends included
     */
    public Workload(MySqlServer server, String table, int keys, long seed) {
        this.server = server;
        this.table = table;
        this.keys = keys;
        this.random = new Random(seed);
    }

    /** Creates the table and fills it with one row for every second key. */
    public void createTable() {
        server.execute(
                "create table " + table + " (id bigint primary key, version bigint not null, "
                        + "name varchar(100) character set latin1, amount decimal(14,4), changed timestamp(6) null, payload varbinary(80))");
        try (Connection connection = server.connect()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(insertSql())) {
                for (int key = 1; key <= keys; key += 2) {
                    bind(insert, key, ++version);
                    insert.addBatch();
                    note(key, new RowEvent("insert", version));
                    if (key % 2001 == 1) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the workload table " + table + " could not be filled: " + e.getMessage(), e);
        }
    }

    /** Commits transactions until {@link #stop}. */
    public void run() {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!stopped) {
                transaction(connection, statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the workload on " + table + " ended: " + e.getMessage(), e);
        }
    }

    /** Lets {@link #run} return after its transaction. */
    public void stop() {
        stopped = true;
    }

    /** Transactions committed so far. */
    public long transactions() {
        return transactions;
    }

    /** Key to its committed changes, in order. */
    public Map<String, List<RowEvent>> committed() {
        return committed;
    }

    private void transaction(Connection connection, Statement statement) throws SQLException {
        int changes = 1 + random.nextInt(random.nextInt(10) == 0 ? 20 : 4);
        boolean rollback = random.nextInt(20) == 0;
        Map<Integer, List<RowEvent>> pending = new LinkedHashMap<>();
        for (int i = 0; i < changes; i++) {
            int key = 1 + random.nextInt(keys);
            List<RowEvent> events = pending.computeIfAbsent(key, k -> new ArrayList<>());
            RowEvent last = events.isEmpty() ? lastOf(key) : events.get(events.size() - 1);
            events.add(change(connection, statement, key, last));
        }
        if (rollback) {
            connection.rollback();
            return;
        }
        connection.commit();
        pending.forEach((key, events) -> events.forEach(event -> note(key, event)));
        transactions++;
    }

    private RowEvent change(Connection connection, Statement statement, int key, RowEvent last) throws SQLException {
        if (last == null || !last.alive()) {
            try (PreparedStatement insert = connection.prepareStatement(insertSql())) {
                bind(insert, key, ++version);
                insert.executeUpdate();
            }
            return new RowEvent("insert", version);
        }
        if (random.nextInt(4) == 0) {
            statement.executeUpdate("delete from " + table + " where id = " + key);
            return new RowEvent("delete", last.version());
        }
        version++;
        statement.executeUpdate("update " + table + " set version = " + version + ", amount = " + version
                + ".25, changed = now(6) where id = " + key);
        return new RowEvent("update", version);
    }

    private String insertSql() {
        return "insert into " + table + " (id, version, name, amount, changed, payload) values (?, ?, ?, ?, now(6), ?)";
    }

    private void bind(PreparedStatement insert, int key, long rowVersion) throws SQLException {
        byte[] payload = new byte[random.nextInt(80)];
        random.nextBytes(payload);
        insert.setLong(1, key);
        insert.setLong(2, rowVersion);
        insert.setString(3, "Zoë \"" + key + "\"\t" + "n".repeat(random.nextInt(40)));
        insert.setBigDecimal(4, java.math.BigDecimal.valueOf(random.nextInt(), 4));
        insert.setBytes(5, payload);
    }

    private RowEvent lastOf(int key) {
        List<RowEvent> events = committed.get(Integer.toString(key));
        return events == null ? null : events.get(events.size() - 1);
    }

    private void note(int key, RowEvent event) {
        committed.computeIfAbsent(Integer.toString(key), k -> new ArrayList<>()).add(event);
    }
}
