/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

/**
 * Where the reader stands. Offsets are 64 bits although event headers carry 32: files may grow beyond 4 GiB by a large
 * transaction.
 */
final class LogPosition {
    private static final long HEADER_RANGE = 1L << 32;

    private String file = "";
    private long eventStart;
    private long eventEnd;
    private String transactionFile = "";
    private long transactionStart;
    private int eventIndex;
    private boolean open;

    void enter(EventHeader event) {
        eventIndex++;
        boolean outsideTheFile = event.artificial()
                || event.nextPosition == 0
                || event.type == EventType.HEARTBEAT
                || event.type == EventType.HEARTBEAT_V2;
        if (outsideTheFile) {
            eventStart = eventEnd;
            return;
        }
        eventEnd = widen(event.nextPosition);
        eventStart = eventEnd - (event.size & 0xffff_ffffL);
    }

    void enterInner() {
        eventIndex++;
    }

    /** An event of an earlier place is read again: only its number counts. Returns the number before. */
    int renumber(int index) {
        int before = eventIndex;
        eventIndex = index;
        return before;
    }

    private long widen(long low) {
        long candidate = eventEnd & -HEADER_RANGE | low;
        return candidate < eventEnd ? candidate + HEADER_RANGE : candidate;
    }

    /** Both layouts: version 1 has the file name as body, version 2 fields of type 1, length packed, value. */
    void heartbeat(EventHeader event) {
        PackedCursor in = event.body();
        long offset = 0;
        if (event.type == EventType.HEARTBEAT) {
            file = in.utf8(in.remaining());
            offset = widen(event.nextPosition);
        } else {
            for (int field = in.int8(); field != 0 && in.hasMore(); field = in.hasMore() ? in.int8() : 0) {
                int length = in.packedInt();
                switch (field) {
                    case 1 -> file = in.utf8(length);
                    case 2 -> {
                        int start = in.at;
                        offset = in.packed();
                        in.at = start + length;
                    }
                    default -> in.skip(length);
                }
            }
        }
        eventEnd = offset;
        eventStart = offset;
    }

    void rotate(String nextFile, long offset) {
        file = nextFile;
        eventStart = offset;
        eventEnd = offset;
    }

    void openTransaction() {
        transactionFile = file;
        transactionStart = eventStart;
        eventIndex = 0;
        open = true;
    }

    /** BEGIN opens a transaction only where no GTID event has. */
    void openTransactionUnlessOpen() {
        if (!open) {
            openTransaction();
        }
        open = false;
    }

    void forget() {
        file = "";
        eventStart = 0;
        eventEnd = 0;
        eventIndex = 0;
        open = false;
    }

    String file() {
        return file;
    }

    long eventStart() {
        return eventStart;
    }

    long eventEnd() {
        return eventEnd;
    }

    String transactionFile() {
        return transactionFile;
    }

    long transactionStart() {
        return transactionStart;
    }

    int eventIndex() {
        return eventIndex;
    }

    /** {@code file:offset} of the current event. */
    @Override
    public String toString() {
        return file + ":" + eventStart;
    }
}
