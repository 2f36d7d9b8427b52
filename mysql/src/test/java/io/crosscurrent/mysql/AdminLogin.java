/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.testing.MySqlServer;
import java.util.Map;

/** A test's server as its administrator reaches it, without TLS. */
public final class AdminLogin {
    private AdminLogin() {}

    public static SourceSettings settings(MySqlServer server) {
        return settings(server, server.port());
    }

    /** @param port of the server, or of what stands before it */
    public static SourceSettings settings(MySqlServer server, int port) {
        return new SourceSettings(
                "mysql", "127.0.0.1", port, server.adminUser(), server.adminPassword(), "none", "", Map.of());
    }

    public static MySqlConnection open(MySqlServer server) {
        return MySqlConnection.open(settings(server));
    }
}
