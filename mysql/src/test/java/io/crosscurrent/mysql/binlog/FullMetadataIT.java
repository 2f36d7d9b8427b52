/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.testing.MySqlServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** MySQL 8.0.33 with {@code binlog_row_metadata=FULL}. */
class FullMetadataIT implements RowImagesContract {
    private static MySqlServer server;

    @BeforeAll
    static void start() {
        server = MySqlServer.start(MySqlServer.Options.full().with("binlog_row_metadata", "FULL"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    public MySqlServer server() {
        return server;
    }

    /** MySQL 8.0.12 writes the bare line end, which is no JSON. */
    @Test
    void longOpaqueValuesInsideJsonHaveEscapedLineEnds() {
        sameInLogAndSelect(
                "opaque", "i int primary key, j json", "1, json_array(cast(repeat('z', 200) as binary))", "2, '1'");
    }

    @Override
    public boolean full() {
        return true;
    }
}
