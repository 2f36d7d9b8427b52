/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The database of the control plane. Opening it brings its tables up to date. Used by many threads. */
public final class Store implements AutoCloseable {
    private final HikariDataSource source;
    private final Seal seal;

    private Store(HikariDataSource source, Seal seal) {
        this.source = source;
        this.seal = seal;
    }

    /** H2 in the directory, with the sealing key beside it. */
    public static Store inDirectory(Path directory) {
        Seal seal = Seal.open(directory.resolve("seal.key"), System.getenv("CROSSCURRENT_SEAL_KEY"));
        String file = directory.resolve("control-plane").toAbsolutePath().toString();
        return open(
                "jdbc:h2:file:" + file + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;WRITE_DELAY=0", "sa", "", seal);
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
                    "The store " + url.replaceAll(";.*", "") + " cannot be opened: " + e.getMessage(),
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

    public Events events() {
        return new Events(this);
    }

    @Override
    public void close() {
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
                return work.on(outer);
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
