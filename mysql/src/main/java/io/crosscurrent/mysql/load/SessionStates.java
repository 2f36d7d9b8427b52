/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import java.util.HashSet;
import java.util.Set;

/**
 * Which sessions of a server may be in the middle of a commit, by what its list of processes shows of them. A session counts
 * unless its state is known to belong to something else: {@code waiting for handler commit} is what a commit shows mostly, but an
 * {@code XA COMMIT}, a commit that waits for a replica, and those of older servers and of MariaDB keep or take other states.
 *
 * <p>States have the names of MySQL 8.0.26 and later, and those before it and of MariaDB, which say master and slave.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/8.0/en/thread-information.html">Examining server thread information</a>
 */
final class SessionStates {
    private static final Set<String> IDLE_COMMANDS = Set.of("Sleep", "Daemon", "Binlog Dump", "Binlog Dump GTID");

    /** A statement at work: it has not begun to commit. */
    private static final Set<String> STATEMENTS = Set.of(
            "executing",
            "updating",
            "update",
            "updating main table",
            "updating reference tables",
            "deleting from main table",
            "deleting from reference tables",
            "Searching rows for update",
            "Sending data",
            "Sending to client",
            "Writing to net",
            "Reading from net",
            "Receiving from client",
            "login",
            "statistics",
            "User sleep",
            "preparing",
            "optimizing",
            "explaining",
            "FULLTEXT initialization",
            "Creating sort index",
            "Creating tmp table",
            "converting HEAP to ondisk",
            "copy to tmp table",
            "altering table",
            "Opening tables",
            "checking permissions");

    /** Waiting for somebody else, before a commit or without one. Some last for hours. */
    private static final Set<String> WAITS = Set.of(
            "User lock",
            "Waiting for table metadata lock",
            "Waiting for schema metadata lock",
            "Waiting for stored function metadata lock",
            "Waiting for stored procedure metadata lock",
            "Waiting for trigger metadata lock",
            "Waiting for event metadata lock",
            "Waiting for tablespace metadata lock",
            "Waiting for locking service lock",
            "Waiting for backup lock",
            "Waiting for table level lock",
            "Waiting for table flush",
            "Waiting for global read lock",
            "Waiting for GTID to be committed",
            "Waiting on empty queue",
            "Waiting for next activation",
            "Waiting for the scheduler to stop");

    /** Threads of a replica that fetch, hand out, or have nothing to apply. */
    private static final Set<String> REPLICATION = oldAndNew(
            "Connecting to source",
            "Checking source version",
            "Registering replica on source",
            "Requesting binlog dump",
            "Waiting for source to send event",
            "Queueing source event to the relay log",
            "Waiting for source update",
            "Waiting to reconnect after a failed binlog dump request",
            "Waiting to reconnect after a failed source event read",
            "Waiting to reconnect after a failed registration on source",
            "Reconnecting after a failed binlog dump request",
            "Reconnecting after a failed source event read",
            "Reconnecting after a failed registration on source",
            "Waiting for the replica SQL thread to free enough relay log space",
            "Waiting for the replica SQL thread to free relay log space",
            "Waiting for the replica SQL thread to advance position",
            "Waiting for replica mutex on exit",
            "Waiting for replica thread to start",
            "Waiting until SOURCE_DELAY seconds after source executed event",
            "Replica has read all relay log; waiting for more updates",
            "Waiting for the next event in relay log",
            "Waiting for an event from Coordinator",
            "Waiting for work from SQL thread",
            "Waiting for work from main SQL threads",
            "Waiting for dependent transaction to commit",
            "Waiting for replica workers to process their queues",
            "Waiting for Replica Worker queue",
            "Waiting for Replica Workers to free pending events",
            "Waiting for Replica Worker to release partition",
            "Waiting for workers to exit",
            "Waiting for room in worker thread event queue");

    private SessionStates() {}

    private static Set<String> oldAndNew(String... states) {
        Set<String> names = new HashSet<>(Set.of(states));
        for (String state : states) {
            names.add(state.replace("source", "master")
                    .replace("SOURCE", "MASTER")
                    .replace("replica", "slave")
                    .replace("Replica", "Slave"));
        }
        return Set.copyOf(names);
    }

    /** @param command,state of {@code information_schema.processlist}; the state may be null */
    static boolean mayCommit(String command, String state) {
        return !IDLE_COMMANDS.contains(command)
                && (state == null
                        || !STATEMENTS.contains(state) && !WAITS.contains(state) && !REPLICATION.contains(state));
    }
}
