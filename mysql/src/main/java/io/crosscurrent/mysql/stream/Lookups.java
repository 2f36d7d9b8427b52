/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.mysql.protocol.MySqlConnection;
import java.util.function.Supplier;

/** The stream's second connection, for questions to the database; opened when first needed. */
final class Lookups implements Supplier<MySqlConnection>, AutoCloseable {
    private final Supplier<MySqlConnection> connections;
    private MySqlConnection connection;

    Lookups(Supplier<MySqlConnection> connections) {
        this.connections = connections;
    }

    @Override
    public synchronized MySqlConnection get() {
        if (connection == null) {
            connection = connections.get();
        }
        return connection;
    }

    /** The next question opens another connection. */
    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
