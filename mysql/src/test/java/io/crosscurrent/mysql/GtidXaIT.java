/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import io.crosscurrent.testing.MySqlServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class GtidXaIT implements XaContract {
    private static MySqlServer server;

    @BeforeAll
    static void startServer() {
        server = MySqlServer.start(MySqlServer.Options.full()
                .with("gtid_mode", "ON")
                .with("enforce_gtid_consistency", "ON")
                .with("binlog_row_metadata", "FULL"));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    public MySqlServer server() {
        return server;
    }
}
