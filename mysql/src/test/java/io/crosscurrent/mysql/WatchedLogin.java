/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.testing.MySqlServer;
import java.util.List;
import java.util.Map;

/**
 * A login of its own with no more than a task needs, so that what the server shows of its sessions is the task's. From its
 * beginning to {@link #close} the server writes down all that its sessions are sent.
 */
final class WatchedLogin implements AutoCloseable {
    private static final String USER = "watched";
    private static final String PASSWORD = "watched";

    private final MySqlServer server;

    WatchedLogin(MySqlServer server) {
        this.server = server;
        server.execute(
                "drop user if exists '" + USER + "'@'%'",
                "create user '" + USER + "'@'%' identified by '" + PASSWORD + "'",
                "grant select, process, replication slave, replication client on *.* to '" + USER + "'@'%'",
                "set global log_output = 'TABLE'",
                "truncate table mysql.general_log",
                "set global general_log = ON");
    }

    SourceSettings settings() {
        return new SourceSettings("mysql", "127.0.0.1", server.port(), USER, PASSWORD, "none", "", Map.of());
    }

    /** SQL that its sessions sent, also prepared. */
    List<String> statements() {
        return server
                .query("select convert(argument using utf8mb4) as a from mysql.general_log where user_host like '"
                        + USER + "[%' and command_type in ('Query', 'Prepare', 'Execute')")
                .stream()
                .map(row -> row.get("a"))
                .toList();
    }

    /** Commands of its sessions as they are now: {@code Sleep}, {@code Binlog Dump}. */
    List<String> sessions() {
        return server
                .query("select command as c from information_schema.processlist where user = '" + USER + "'")
                .stream()
                .map(row -> row.get("c"))
                .toList();
    }

    @Override
    public void close() {
        server.execute("set global general_log = OFF", "set global log_output = 'FILE'");
    }
}
