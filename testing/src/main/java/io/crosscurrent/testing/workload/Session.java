/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.workload;

import java.sql.SQLException;
import java.util.List;

/** A writer's connection to the database. For one thread. */
interface Session extends AutoCloseable {
    void execute(String sql) throws SQLException;

    /** Runs a statement that changes so many rows. @throws IllegalStateException when it changed others */
    void change(String sql, int rows) throws SQLException;

    /** The first column of a query. */
    List<String> query(String sql) throws SQLException;

    /**
     * After a failure: a new connection, as soon as the database answers and has ended what the old one did.
     *
     * @throws SQLException when it does not come back
     */
    void renew() throws SQLException, InterruptedException;

    @Override
    void close();
}
