/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.testing.MySqlServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** MySQL 8.0.33 with its default metadata. */
class MinimalMetadataIT implements RowImagesContract {
    private static MySqlServer server;

    @BeforeAll
    static void start() {
        server = MySqlServer.start(MySqlServer.Options.full());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    public MySqlServer server() {
        return server;
    }

    @Override
    public boolean full() {
        return false;
    }
}
