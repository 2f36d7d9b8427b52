/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.mysql.binlog.BinlogObserver;
import io.crosscurrent.mysql.binlog.BinlogReader;
import io.crosscurrent.mysql.binlog.GtidEvent;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.protocol.MySqlConnection.BinlogStream;
import io.crosscurrent.mysql.protocol.MySqlConnection.DumpRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Finds the place of the log at which a time begins: the first transaction that was committed then or later. Reads the beginning
 * of files backwards until one was begun before the time, then that file forwards.
 */
final class TimeSearch {
    private static final long HEARTBEAT_MILLIS = 1_000;
    private static final String FORM = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,6})?)?Z?";

    private final Supplier<MySqlConnection> connections;

    TimeSearch(Supplier<MySqlConnection> connections) {
        this.connections = connections;
    }

    /** Whether a start position is a time, as in {@code 2026-01-31T12:00:00} (UTC). */
    static boolean isTime(String position) {
        return position.strip().matches(FORM);
    }

    /**
     * @throws CrosscurrentException {@code source.time_invalid} for a time to come, {@code source.binlog_purged} when the log
     *     begins later
     */
    BinlogPosition find(String text) throws InterruptedException {
        Instant time = parse(text);
        if (time.isAfter(Instant.now())) {
            throw new CrosscurrentException(
                    "source.time_invalid",
                    "The start position " + text + " is a time to come.",
                    "Start the task when it has come, or without a position for now.");
        }
        long micros = time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
        List<String> files = new ArrayList<>();
        try (MySqlConnection connection = connections.get()) {
            connection.query("SHOW BINARY LOGS").forEach(row -> files.add(row.get("Log_name")));
        }
        Collections.reverse(files);
        long oldest = Long.MAX_VALUE;
        for (String file : files) {
            oldest = begun(file);
            // the log knows whole seconds: a file of the same second may have been begun after the time
            if (oldest < time.getEpochSecond()) {
                return scan(file, micros);
            }
        }
        if (oldest == time.getEpochSecond()) {
            return scan(files.get(files.size() - 1), micros);
        }
        throw new CrosscurrentException(
                "source.binlog_purged",
                "The binary log begins at " + Instant.ofEpochSecond(oldest) + ", later than the start position " + text
                        + ": changes in between are not in it any more.",
                "Start at a later time, or load the tables (migration type full-load-and-cdc).");
    }

    private static Instant parse(String text) {
        try {
            return LocalDateTime.parse(text.strip().replaceFirst("Z$", "")).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new CrosscurrentException(
                    "source.time_invalid",
                    "The start position " + text + " is no time.",
                    "Write it as 2026-01-31T12:00:00 (UTC).",
                    e);
        }
    }

    /** When a file was begun, seconds since the epoch. */
    private long begun(String file) throws InterruptedException {
        Scan scan = new Scan(Long.MAX_VALUE);
        read(file, scan, () -> scan.begunSeconds > 0);
        return scan.begunSeconds;
    }

    private BinlogPosition scan(String file, long micros) throws InterruptedException {
        Scan scan = new Scan(micros);
        read(file, scan, () -> scan.found != null);
        return scan.found;
    }

    private void read(String file, Scan scan, java.util.function.BooleanSupplier done) throws InterruptedException {
        long serverId = ThreadLocalRandom.current().nextLong(1L << 30, 1L << 32);
        try (MySqlConnection connection = connections.get();
                BinlogReader reader = new BinlogReader(scan)) {
            scan.reader = reader;
            BinlogStream events = connection.dump(new DumpRequest(null, file, 4, serverId, HEARTBEAT_MILLIS));
            while (!done.getAsBoolean()) {
                reader.accept(events.next());
            }
        }
    }

    /** Stops at the first transaction that is not too early, or at the end of the log. */
    private static final class Scan extends BinlogObserver {
        private final long fromMicros;
        private BinlogReader reader;
        private long begunSeconds;
        private BinlogPosition found;
        private boolean opened;

        Scan(long fromMicros) {
            this.fromMicros = fromMicros;
        }

        @Override
        public void format(String serverVersion, boolean restarted) {
            if (begunSeconds == 0) {
                begunSeconds = reader.timestampSeconds();
            }
        }

        @Override
        public void gtid(GtidEvent gtid) {
            opened = true;
            long micros = gtid.immediateCommitMicros() > 0
                    ? gtid.immediateCommitMicros()
                    : reader.timestampSeconds() * 1_000_000;
            take(micros);
        }

        /** A log of old servers has no event before it that tells the time of the commit. */
        @Override
        public void begin() {
            if (!opened) {
                take(reader.timestampSeconds() * 1_000_000);
            }
            opened = false;
        }

        private void take(long micros) {
            if (found == null && micros >= fromMicros) {
                found = new BinlogPosition("", reader.transactionFile(), reader.transactionStart(), null);
            }
        }

        @Override
        public void heartbeat(String file, long offset) {
            if (found == null) {
                found = new BinlogPosition("", file, offset, null);
            }
        }
    }
}
