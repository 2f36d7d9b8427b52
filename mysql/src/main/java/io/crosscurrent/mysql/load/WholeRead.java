/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.encoding.RowEncoder;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.schema.MySqlColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads small tables as one range each and delivers them as one unit: announcing, waiting for what is visible and asking for the
 * end of the log is done once for all of them, and those with the same columns are read with one statement. One thread, used once.
 */
final class WholeRead {
    /** More rows than this are not worth a risk: estimates can be old. */
    private static final int SMALL_ROWS = 1_000;
    /** Encoded bytes after which no further table is read into the same unit. */
    private static final long ENOUGH_BYTES = 4L << 20;
    /** Of one statement: far below what servers and proxies take. */
    private static final int MOST_TEXT = 200_000;

    /** A table being read; {@code rows} is null until they are there. */
    private static final class Part {
        final TableLoad load;
        final LoadRange range;
        ReadRows rows;

        Part(TableLoad load, LoadRange range) {
            this.load = load;
            this.range = range;
        }
    }

    /** Tables with the same columns, what their rows are estimated to take, and the length of the statement. */
    private static final class Group {
        final List<Part> parts = new ArrayList<>();
        long bytes;
        int text;

        boolean takes(OpenTable table, int length) {
            long most = Math.min(ENOUGH_BYTES, table.size().limitBytes() / 4);
            return bytes + table.estimatedBytes() <= most && text + length <= MOST_TEXT;
        }

        void add(Part part, int length) {
            parts.add(part);
            bytes += part.range.table().estimatedBytes();
            text += length;
        }
    }

    private final StreamGate gate;
    private final RowEncoder encoder;
    private final MySqlConnection connection;
    private final Visibility visibility;
    private List<Part> parts = List.of();
    private Part reading;

    WholeRead(StreamGate gate, RowEncoder encoder, MySqlConnection connection, Visibility visibility) {
        this.gate = gate;
        this.encoder = encoder;
        this.connection = connection;
        this.visibility = visibility;
    }

    /** Whether the table seems to fit: it is small, and nothing of it was read. Between transactions. */
    static boolean fits(TableLoad load) {
        OpenTable table = load.opened();
        return table != null
                && table.shape().strategy() != KeyShape.Strategy.SNAPSHOT
                && table.estimatedRows() <= Math.min(SMALL_ROWS, table.size().rows())
                && !table.size().surprised()
                && load.progress().untouched();
    }

    /** Whether the table that was read last has been altered since it was announced. Between transactions. */
    boolean altered() {
        return reading != null && reading.range.cancelled();
    }

    /** Delivers as many as fit into one unit. False when one turned out too large: nothing is delivered then. */
    boolean read(List<TableLoad> loads) throws InterruptedException {
        BinlogPosition low = gate.between(() -> announce(loads));
        if (parts.isEmpty()) {
            return true;
        }
        visibility.await(connection, low);
        long bytes = 0;
        for (List<Part> alike : alike()) {
            if (!readAlike(alike)) {
                return false;
            }
            bytes += alike.stream().mapToLong(part -> part.rows.bytes()).sum();
            if (bytes > ENOUGH_BYTES) {
                break;
            }
        }
        BinlogPosition high = LogEnd.read(connection);
        gate.after(high, () -> {
            deliver();
            return null;
        });
        return true;
    }

    /** Those that are read with one statement each, in load order of the first. */
    private List<List<Part>> alike() {
        List<List<Part>> groups = new ArrayList<>();
        Map<List<MySqlColumn>, Group> open = new HashMap<>();
        for (Part part : parts) {
            OpenTable table = part.range.table();
            boolean joint = JointRead.possible(table.table()) && !table.size().isReadAlone();
            int length = joint ? table.sql().jointLength() : 0;
            Group group = joint ? open.get(table.table().columns()) : null;
            if (group == null || !group.takes(table, length)) {
                group = new Group();
                groups.add(group.parts);
                if (joint) {
                    open.put(table.table().columns(), group);
                }
            }
            group.add(part, length);
        }
        return groups;
    }

    /** False when one turned out too large. */
    private boolean readAlike(List<Part> alike) throws InterruptedException {
        if (alike.size() > 1) {
            JointRead.Outcome outcome = readTogether(alike);
            if (outcome != JointRead.Outcome.REFUSED) {
                return outcome == JointRead.Outcome.READ;
            }
        }
        for (Part part : alike) {
            reading = part;
            part.rows = rangeRead(part).rows(connection);
            if (part.rows == null) {
                return false;
            }
        }
        return true;
    }

    private JointRead.Outcome readTogether(List<Part> alike) throws InterruptedException {
        List<RangeRead> reads = alike.stream().map(this::rangeRead).toList();
        boolean read = false;
        try {
            long mostBytes = alike.get(0).range.table().size().limitBytes();
            JointRead.Outcome outcome = new JointRead(reads, mostBytes).read(connection);
            read = outcome == JointRead.Outcome.READ;
            for (int i = 0; read && i < reads.size(); i++) {
                alike.get(i).rows = reads.get(i).rows();
            }
            return outcome;
        } finally {
            if (!read) {
                // Whatever the reason, also a connection that broke: it must not come again and again.
                alike.forEach(part -> part.range.table().size().readAlone());
            }
        }
    }

    private RangeRead rangeRead(Part part) {
        OpenTable table = part.range.table();
        return new RangeRead(
                table,
                part.range,
                encoder,
                4L * Math.min(SMALL_ROWS, table.size().rows()));
    }

    private BinlogPosition announce(List<TableLoad> loads) {
        BinlogPosition here = gate.position();
        parts = new ArrayList<>();
        for (TableLoad load : loads) {
            if (fits(load)) {
                parts.add(new Part(load, load.begin(new KeyRange(null, null), load.opened(), here)));
            }
        }
        return here;
    }

    private void deliver() throws InterruptedException {
        boolean any = false;
        for (Part part : parts) {
            if (part.rows == null || part.range.cancelled()) {
                continue;
            }
            any = true;
            long emitted = part.range.merge(part.rows, gate.target());
            part.load.progress().done(part.range, emitted);
            part.load.progress().ended(System.currentTimeMillis());
            gate.add(part.load, part.load.state());
        }
        if (any) {
            gate.commit();
        }
    }

    /** Whatever was not delivered will be read again. */
    void giveUp() throws InterruptedException {
        gate.between(() -> {
            for (Part part : parts) {
                if (!part.load.complete()) {
                    part.range.cancel();
                    part.load.progress().cancel(part.range);
                }
            }
            return null;
        });
    }
}
