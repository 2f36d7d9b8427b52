/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.binlog.BinlogObserver;
import io.crosscurrent.mysql.binlog.BinlogReader;
import io.crosscurrent.mysql.binlog.HeldEvents;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.position.GtidSet;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.protocol.MySqlConnection.BinlogStream;
import io.crosscurrent.mysql.protocol.MySqlConnection.DumpRequest;
import io.crosscurrent.mysql.stream.PreparedTransactions.Prepared;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Reads the rows of a prepared transaction again, on a connection of its own, while the stream waits at its commit: from where
 * they are known to stand, or backwards through the log when the transaction was prepared before the task began.
 */
final class PreparedSearch {
    private static final long HEARTBEAT_MILLIS = 1_000;

    private final Supplier<MySqlConnection> connections;
    private final Predicate<TableId> wanted;

    /** @param wanted tables whose rows matter */
    PreparedSearch(Supplier<MySqlConnection> connections, Predicate<TableId> wanted) {
        this.connections = connections;
        this.wanted = wanted;
    }

    /**
     * @param known where it stands, or null
     * @param gtids what the stream has read, or null without GTIDs
     * @param commit where it is committed
     * @throws CrosscurrentException {@code source.xa_rows_unknown} when the log does not have them any more
     */
    HeldEvents read(String xid, Prepared known, GtidSet gtids, BinlogPosition commit) throws InterruptedException {
        try {
            HeldEvents found = known == null ? backwards(xid, commit) : at(xid, known, gtids, commit);
            if (found != null) {
                return found;
            }
        } catch (CrosscurrentException e) {
            if (!e.code().equals("source.binlog_purged")) {
                throw e;
            }
        }
        throw new CrosscurrentException(
                "source.xa_rows_unknown",
                "The distributed transaction %s is committed at %s, but its rows, which were logged when it was prepared%s, are not in the log any more."
                        .formatted(xid, commit, known == null ? "" : " at " + known.file() + ":" + known.offset()),
                "Reload the task. Decide prepared transactions (XA RECOVER shows them) sooner, or keep binary logs longer:"
                        + " SET PERSIST binlog_expire_logs_seconds = 604800;");
    }

    private HeldEvents at(String xid, Prepared known, GtidSet gtids, BinlogPosition commit)
            throws InterruptedException {
        if (gtids == null || known.gtid().isEmpty()) {
            return scan(xid, null, known.file(), known.offset(), commit, true);
        }
        GtidSet others = gtids.copy();
        others.subtract(GtidSet.parse(known.gtid()));
        return scan(xid, others.text(), "", 4, commit, true);
    }

    private HeldEvents backwards(String xid, BinlogPosition commit) throws InterruptedException {
        List<String> files = new ArrayList<>();
        try (MySqlConnection connection = connections.get()) {
            connection.query("SHOW BINARY LOGS").forEach(row -> files.add(row.get("Log_name")));
        }
        Collections.reverse(files);
        for (String file : files) {
            if (BinlogPosition.fileNumber(file) <= BinlogPosition.fileNumber(commit.file())) {
                HeldEvents found = scan(xid, null, file, 4, commit, false);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** Reads one file, or up to the first occurrence; null when it is not there. */
    private HeldEvents scan(
            String xid, String gtids, String file, long offset, BinlogPosition commit, boolean firstOnly)
            throws InterruptedException {
        long serverId = ThreadLocalRandom.current().nextLong(1L << 30, 1L << 32);
        try (MySqlConnection connection = connections.get();
                Scan scan = new Scan(xid, wanted);
                BinlogReader reader = new BinlogReader(scan)) {
            BinlogStream events =
                    connection.dump(new DumpRequest(gtids, file, Math.max(4, offset), serverId, HEARTBEAT_MILLIS));
            while (true) {
                reader.accept(events.next());
                boolean otherFile = gtids == null
                        && !reader.file().isEmpty()
                        && !reader.file().equals(file);
                boolean end = new BinlogPosition("", reader.file(), reader.eventEnd(), null).compareTo(commit) >= 0;
                if (scan.found != null && firstOnly || !firstOnly && otherFile || end) {
                    return scan.take();
                }
            }
        }
    }

    /** Keeps the rows of the last transaction of this name that was prepared and not decided. */
    private static final class Scan extends BinlogObserver implements AutoCloseable {
        private final String xid;
        private final Predicate<TableId> wanted;
        private HeldEvents open;
        private HeldEvents found;

        Scan(String xid, Predicate<TableId> wanted) {
            this.xid = xid;
            this.wanted = wanted;
        }

        @Override
        public HeldEvents hold(String begun) {
            open = new HeldEvents(begun.equals(xid) ? wanted : table -> false);
            return open;
        }

        @Override
        public void xaPrepare(String prepared) {
            if (prepared.equals(xid)) {
                forget();
                found = open;
            } else if (open != null) {
                open.close();
            }
            open = null;
        }

        @Override
        public void xaCommit(String decided) {
            xaRollback(decided);
        }

        @Override
        public void xaRollback(String decided) {
            if (decided.equals(xid)) {
                forget();
            }
        }

        HeldEvents take() {
            HeldEvents taken = found;
            found = null;
            return taken;
        }

        @Override
        public void close() {
            forget();
            if (open != null) {
                open.close();
            }
        }

        private void forget() {
            if (found != null) {
                found.close();
                found = null;
            }
        }
    }
}
