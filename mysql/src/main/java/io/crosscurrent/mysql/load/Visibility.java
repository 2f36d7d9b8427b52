/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.measure.Troubles;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until everything up to a position of the log can be seen by new snapshots. A place in the log alone proves nothing:
 * a transaction stands there before it is committed in the storage engine, with semi-synchronous replication for long.
 *
 * <p>With GTIDs the server tells, by {@code gtid_executed}, which moves after the engine's commit. Without, every session that may
 * be in the middle of a commit must be seen once outside of one: what stood in the log before we looked is then committed.
 * That needs the PROCESS privilege, to see all sessions, and trusts the states the server shows: {@link SessionStates}.
 *
 * <p>Whoever is waited for longer than {@link #SILENT} is told as a trouble, {@code source.commit_awaited}. One thread.
 */
final class Visibility {
    private static final Logger LOG = LoggerFactory.getLogger(Visibility.class);
    /** A commit takes milliseconds; only one that waits for a replica, or is none, takes so long. */
    private static final Duration SILENT = Duration.ofSeconds(5);

    private static final long LONGEST_PAUSE_MILLIS = 250;

    private final Troubles troubles;
    private long begunNanos;
    private String told;

    /** @param troubles where is told who is waited for */
    Visibility(Troubles troubles) {
        this.troubles = troubles;
    }

    void await(MySqlConnection connection, BinlogPosition position) throws InterruptedException {
        begunNanos = System.nanoTime();
        told = null;
        try {
            if (position.gtidSet() != null) {
                awaitExecuted(connection, position.gtidSet());
            } else {
                awaitSessions(connection);
            }
        } finally {
            troubles.goesOn(this);
        }
    }

    private void awaitExecuted(MySqlConnection connection, String gtidSet) throws InterruptedException {
        String wait = "SELECT WAIT_FOR_EXECUTED_GTID_SET('" + gtidSet + "', 1) AS w";
        while (!"0".equals(connection.query(wait).get(0).get("w"))) {
            if (late()) {
                tell(
                        "The load waits until all transactions of " + gtidSet
                                + " are committed: the log has them, but the server does not show them yet.",
                        "Look in SHOW PROCESSLIST for commits that wait, as for a replica that has to acknowledge them.");
            }
            checkInterrupted();
        }
    }

    private void awaitSessions(MySqlConnection connection) throws InterruptedException {
        // Refused without the PROCESS privilege, without which the list of sessions would silently be short.
        connection.query("SELECT COUNT(*) AS n FROM information_schema.innodb_trx");
        List<Map<String, String>> waiting = committing(connection);
        for (long pause = 1; !waiting.isEmpty(); pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2)) {
            checkInterrupted();
            Thread.sleep(pause);
            Set<String> before =
                    waiting.stream().map(session -> session.get("i")).collect(Collectors.toSet());
            waiting = committing(connection).stream()
                    .filter(session -> before.contains(session.get("i")))
                    .toList();
            if (!waiting.isEmpty() && late()) {
                tell(waiting.get(0), waiting.size() - 1);
            }
        }
        checkInterrupted();
    }

    private static List<Map<String, String>> committing(MySqlConnection connection) {
        return connection
                .query("SELECT id AS i, user AS u, command AS c, state AS s FROM information_schema.processlist"
                        + " WHERE id <> CONNECTION_ID() ORDER BY id")
                .stream()
                .filter(session -> SessionStates.mayCommit(session.get("c"), session.get("s")))
                .toList();
    }

    private boolean late() {
        return System.nanoTime() - begunNanos > SILENT.toNanos();
    }

    private void tell(Map<String, String> session, int others) {
        String id = session.get("i");
        tell(
                "The load waits for session %s of %s%s: command %s, state '%s'. It may be committing what the log already has."
                        .formatted(
                                id,
                                session.get("u"),
                                others == 0 ? "" : " and " + others + " more",
                                session.get("c"),
                                session.get("s")),
                "Wait for it, or end it by KILL " + id
                        + ". With gtid_mode=ON the server says itself what is committed, and no session is waited for.");
    }

    /** Once for each session and state. */
    private void tell(String message, String remedy) {
        if (!message.equals(told)) {
            told = message;
            LOG.warn(message);
            troubles.waits(this, new CrosscurrentException("source.commit_awaited", message, remedy));
        }
    }

    private static void checkInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("while waiting for changes to become visible");
        }
    }
}
