/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.mysql.binlog.HeldEvents;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Distributed transactions that were prepared before the stream's position and are not decided at it. Their rows are kept, or
 * after a restart only where they stand in the log. Part of the stream's position, belongs to the stream.
 */
final class PreparedTransactions implements AutoCloseable {
    private final Map<String, Prepared> open = new LinkedHashMap<>();

    /**
     * One of them.
     *
     * @param file log file of its first event
     * @param offset of its first event, in bytes
     * @param gtid of the first half, "" without GTIDs
     * @param events its rows, or null when they are to be read again
     */
    record Prepared(String file, long offset, String gtid, HeldEvents events) {}

    /** Null when it was prepared before the task began. */
    Prepared find(String xid) {
        return open.get(xid);
    }

    void put(String xid, Prepared prepared) {
        Prepared before = open.put(xid, prepared);
        if (before != null && before.events() != null && before.events() != prepared.events()) {
            before.events().close();
        }
    }

    /** Its rows were read again. */
    void attach(String xid, HeldEvents events) {
        Prepared at = open.getOrDefault(xid, new Prepared("", 0, "", null));
        put(xid, new Prepared(at.file(), at.offset(), at.gtid(), events));
    }

    /** It is decided, and what was to be done is done. */
    void remove(String xid) {
        Prepared decided = open.remove(xid);
        if (decided != null && decided.events() != null) {
            decided.events().close();
        }
    }

    /** Frees what was kept; where the transactions stand remains known. */
    @Override
    public void close() {
        open.replaceAll((xid, prepared) -> {
            if (prepared.events() != null) {
                prepared.events().close();
            }
            return new Prepared(prepared.file(), prepared.offset(), prepared.gtid(), null);
        });
    }

    /** Form of the stored state: {@code xid|file|offset|gtid} for each, joined by semicolons; "" for none. */
    String text() {
        if (open.isEmpty()) {
            return "";
        }
        StringJoiner text = new StringJoiner(";");
        open.forEach((xid, at) -> {
            if (!at.file().isEmpty()) {
                text.add(xid + "|" + at.file() + "|" + at.offset() + "|" + at.gtid());
            }
        });
        return text.toString();
    }

    /** @param text what {@link #text} gave */
    void read(String text) {
        for (String entry : text.split(";")) {
            String[] fields = entry.split("\\|", -1);
            if (fields.length == 4) {
                open.put(fields[0], new Prepared(fields[1], Long.parseLong(fields[2]), fields[3], null));
            }
        }
    }
}
