/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Waits until everything up to a position of the log can be seen by new snapshots. A place in the log alone proves nothing:
 * a transaction stands there before it is committed in the storage engine, with semi-synchronous replication for long.
 *
 * <p>With GTIDs the server tells, by {@code gtid_executed}, which moves after the engine's commit. Without, every session that may
 * be in the middle of a commit must be seen once outside of one: what stood in the log before we looked is then committed.
 * That needs the PROCESS privilege, to see all sessions, and trusts the states the server shows.
 */
final class Visibility {
    /** States in which a session has not begun to commit, or is done. In all others it counts as committing. */
    private static final Set<String> WORKING = Set.of(
            "executing",
            "updating",
            "update",
            "Sending data",
            "Sending to client",
            "statistics",
            "User sleep",
            "preparing",
            "optimizing",
            "Creating sort index",
            "copy to tmp table",
            "altering table",
            "Opening tables",
            "checking permissions",
            "Waiting for table metadata lock",
            "Waiting for table flush",
            "Waiting for global read lock",
            "Waiting for an event from Coordinator",
            "Waiting for work from SQL thread",
            "Waiting for master to send event",
            "Waiting for source to send event",
            "Slave has read all relay log; waiting for more updates",
            "Replica has read all relay log; waiting for more updates",
            "Waiting for the next event in relay log",
            "Waiting on empty queue",
            "Waiting for next activation",
            "Reading from net",
            "Receiving from client");

    private static final List<String> IDLE_COMMANDS = List.of("Sleep", "Daemon", "Binlog Dump", "Binlog Dump GTID");

    private Visibility() {}

    static void await(MySqlConnection connection, BinlogPosition position) throws InterruptedException {
        if (position.gtidSet() != null) {
            awaitExecuted(connection, position.gtidSet());
        } else {
            awaitSessions(connection);
        }
    }

    private static void awaitExecuted(MySqlConnection connection, String gtidSet) throws InterruptedException {
        String wait = "SELECT WAIT_FOR_EXECUTED_GTID_SET('" + gtidSet + "', 1) AS w";
        while (!"0".equals(connection.query(wait).get(0).get("w"))) {
            checkInterrupted();
        }
    }

    private static void awaitSessions(MySqlConnection connection) throws InterruptedException {
        // Refused without the PROCESS privilege, without which the list of sessions would silently be short.
        connection.query("SELECT COUNT(*) AS n FROM information_schema.innodb_trx");
        Set<String> waiting = null;
        while (waiting == null || !waiting.isEmpty()) {
            Set<String> committing = committing(connection);
            if (waiting == null) {
                waiting = committing;
            } else {
                waiting.retainAll(committing);
            }
            checkInterrupted();
        }
    }

    private static Set<String> committing(MySqlConnection connection) {
        Set<String> sessions = new HashSet<>();
        for (Map<String, String> row : connection.query("SELECT id AS i, command AS c, state AS s"
                + " FROM information_schema.processlist WHERE id <> CONNECTION_ID()")) {
            String state = row.get("s") == null ? "" : row.get("s");
            if (!IDLE_COMMANDS.contains(row.get("c")) && !WORKING.contains(state)) {
                sessions.add(row.get("i"));
            }
        }
        return sessions;
    }

    private static void checkInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("while waiting for changes to become visible");
        }
    }
}
