/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.scale;

import io.crosscurrent.testing.MySqlServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Tables {@code app.t0} to {@code app.t<n-1>} with ten columns and few rows. */
record ManyTables(MySqlServer server, int tables, int rows) {
    void create() throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set global innodb_flush_log_at_trx_commit = 0");
            statement.execute("set global sync_binlog = 0");
            for (int table = 0; table < tables; table++) {
                statement.execute("create table app.t" + table + " (id int primary key, name varchar(40), amount int)");
                StringBuilder insert = new StringBuilder("insert into app.t" + table + " values ");
                for (int row = 0; row < rows; row++) {
                    insert.append(row == 0 ? "" : ",")
                            .append("(")
                            .append(row)
                            .append(",'name',")
                            .append(table)
                            .append(")");
                }
                statement.execute(insert.toString());
            }
        }
    }
}
