/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The database of the control plane. Opening it brings its tables up to date. Used by many threads. */
public final class Store implements AutoCloseable {
    /** Any number, as long as it is always the same. */
    private static final long CLAIM = 458_045_80L;

    private final HikariDataSource source;
    private final Seal seal;
    private Connection claim;

    private Store(HikariDataSource source, Seal seal) {
        this.source = source;
        this.seal = seal;
    }

    /** The sealing key is in the directory, unless the environment has it; the data are in the database. */
    public static Store at(StoreAddress address, Path directory) {
        Store store = open(address.url(), address.user(), address.password(), seal(directory));
        try {
            store.claim(address);
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** One control plane at a time: the lock is that of a connection, and ends with it. */
    private void claim(StoreAddress address) {
        try {
            claim = source.getConnection();
            try (PreparedStatement statement = claim.prepareStatement("select pg_try_advisory_lock(?)")) {
                statement.setLong(1, CLAIM);
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next() && row.getBoolean(1)) {
                        return;
                    }
                }
            }
        } catch (SQLException e) {
            throw failure(e);
        }
        throw new CrosscurrentException(
                "store.in_use",
                "Another control plane keeps its data in " + StoreAddress.shown(address.url()) + ".",
                "End it first, or name another database with --store.");
    }

    private static Seal seal(Path directory) {
        return Seal.open(directory.resolve("seal.key"), System.getenv("CROSSCURRENT_SEAL_KEY"));
    }

    /**
     * H2 in the directory, with the sealing key beside it. Its files are read and written asynchronously, since a channel that
     * is used by an interrupted thread is closed for all threads.
     */
    public static Store inDirectory(Path directory) {
        Seal seal = seal(directory);
        String file = directory.resolve("control-plane").toAbsolutePath().toString();
        return open(
                "jdbc:h2:async:" + file + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;WRITE_DELAY=0", "sa", "", seal);
    }

    /** Any database whose driver is on the class path. */
    public static Store open(String url, String user, String password, Seal seal) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(1);
        config.setPoolName("store");
        HikariDataSource source = null;
        try {
            source = new HikariDataSource(config);
            Flyway.configure(Store.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:io/crosscurrent/server/store/migration")
                    .load()
                    .migrate();
            return new Store(source, seal);
        } catch (FlywayException | com.zaxxer.hikari.pool.HikariPool.PoolInitializationException e) {
            if (source != null) {
                source.close();
            }
            throw new CrosscurrentException(
                    "store.unavailable",
                    "The store " + StoreAddress.shown(url) + " cannot be opened: " + e.getMessage(),
                    "End the other Crosscurrent that uses the same directory, or check the address of the store.",
                    e);
        }
    }

    public Resources resources() {
        return new Resources(this);
    }

    public Sealed sealed() {
        return new Sealed(this, seal);
    }

    public Tags tags() {
        return new Tags(this);
    }

    public Rows rows() {
        return new Rows(this);
    }

    public Events events() {
        return new Events(this);
    }

    @Override
    public void close() {
        if (claim != null) {
            source.evictConnection(claim);
        }
        source.close();
    }

    /** Work on one connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final ThreadLocal<Connection> open = new ThreadLocal<>();

    /** Several calls in one transaction: all of them hold, or none. Calls inside one share its connection. */
    public <T> T together(java.util.function.Supplier<T> calls) {
        return run(connection -> calls.get());
    }

    <T> T run(Work<T> work) {
        Connection outer = open.get();
        try {
            if (outer != null) {
                return within(outer, work);
            }
            try (Connection connection = source.getConnection()) {
                connection.setAutoCommit(false);
                open.set(connection);
                boolean done = false;
                try {
                    T result = work.on(connection);
                    connection.commit();
                    done = true;
                    return result;
                } finally {
                    open.remove();
                    if (!done) {
                        connection.rollback();
                    }
                }
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** What fails inside of a transaction and is caught there leaves the rest of the transaction as it was. */
    private static <T> T within(Connection outer, Work<T> work) throws SQLException {
        Savepoint before = outer.setSavepoint();
        boolean done = false;
        try {
            T result = work.on(outer);
            done = true;
            return result;
        } finally {
            if (done) {
                outer.releaseSavepoint(before);
            } else {
                outer.rollback(before);
            }
        }
    }

    private static RuntimeException failure(SQLException e) {
        if (e.getSQLState() != null && e.getSQLState().startsWith("23")) {
            return new AlreadyThere(e);
        }
        return new CrosscurrentException(
                "store.failed", "The store refused a statement: " + e.getMessage(), "See the server's log.", e);
    }

    /** A row with that key exists. */
    public static final class AlreadyThere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AlreadyThere(Throwable cause) {
            super(cause);
        }
    }
}
