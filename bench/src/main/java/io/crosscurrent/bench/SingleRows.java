/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.RowIdentity.Kind;
import io.crosscurrent.bench.contestant.Contestant;
import io.crosscurrent.bench.contestant.TableSet;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Writes transactions of one row each into an otherwise empty table; the turns of a workload share table and ids. */
final class SingleRows implements AutoCloseable {
    static final TableSet TABLE = TableSet.single("timed");

    private static final long FIRST_LIMIT_SECONDS = 120;

    private final Connection connection;
    private final Statement statement;
    private long nextId = 1;

    private SingleRows(Connection connection, Statement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    /** Creates the table. */
    static SingleRows into(SourceDatabase source) throws SQLException {
        source.server().execute(RowText.definition(TABLE.name()));
        Connection connection = source.server().connect();
        Statement statement = connection.createStatement();
        statement.execute("SET NAMES utf8mb4; SET time_zone='+00:00'");
        return new SingleRows(connection, statement);
    }

    /** Writes a row now and then until one arrives: only then it is known to follow the log. */
    void awaitFirst(Contestant.Running running, Arrivals arrivals)
            throws IOException, InterruptedException, SQLException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(FIRST_LIMIT_SECONDS);
        while (arrivals.count() == 0) {
            running.check();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("it delivered nothing within " + FIRST_LIMIT_SECONDS + " s");
            }
            statement.execute(insert(new RowText(new SplittableRandom(nextId))));
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /**
     * Writes at a steady rate; one late commit does not slow the rest.
     *
     * @return instants at which the commits were answered, in the order of ids
     */
    List<Long> write(int rate, long seconds) throws SQLException {
        int count = Math.toIntExact(rate * seconds);
        RowText text = new RowText(new SplittableRandom(nextId));
        List<Long> committed = new ArrayList<>(count);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            String sql = insert(text);
            long due = start + i * (TimeUnit.SECONDS.toNanos(1) / rate);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            statement.execute(sql);
            committed.add(System.nanoTime());
        }
        return committed;
    }

    private String insert(RowText text) {
        StringBuilder sql =
                new StringBuilder("INSERT INTO bench.").append(TABLE.name()).append(" VALUES ");
        text.values(sql, nextId++);
        return sql.toString();
    }

    /** The id of the next row that is written. */
    long nextId() {
        return nextId;
    }

    static long identity(long id) {
        return RowIdentity.of(id, 0, Kind.WRITTEN);
    }

    @Override
    public void close() {
        try (connection) {
            statement.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the writer could not be closed", e);
        }
    }
}
