/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/** Opens connections and ends all of them at once. Thread safe. */
final class Connections implements Supplier<MySqlConnection>, AutoCloseable {
    private final CurrentLogin login;
    private final Set<MySqlConnection> open = Collections.newSetFromMap(new WeakHashMap<>());
    private boolean closed;

    Connections(CurrentLogin login) {
        this.login = login;
    }

    /** The login served an earlier run of the task. */
    void takenBefore() {
        login.takenBefore();
    }

    @Override
    public MySqlConnection get() {
        failIfClosed();
        MySqlConnection connection = login.open();
        synchronized (this) {
            if (!closed) {
                open.add(connection);
                return connection;
            }
        }
        connection.close();
        throw closedFailure();
    }

    private synchronized void failIfClosed() {
        if (closed) {
            throw closedFailure();
        }
    }

    private CrosscurrentException closedFailure() {
        return new CrosscurrentException(
                "source.closed", "The source " + login.settings() + " is being closed.", "Start the task again.");
    }

    synchronized boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        Set<MySqlConnection> connections;
        synchronized (this) {
            closed = true;
            connections = new HashSet<>(open);
        }
        login.close();
        connections.forEach(MySqlConnection::close);
    }
}
