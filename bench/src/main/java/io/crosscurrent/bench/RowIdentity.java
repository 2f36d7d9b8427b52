/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

/**
 * One change of one row as a number: row, its revision, what happened. Every change of a script has another one, so a
 * missing, doubled or invented record shows.
 */
public final class RowIdentity {
    private static final int MOST_REVISIONS = 1 << 12;

    private RowIdentity() {}

    /** What happened to the row. */
    public enum Kind {
        /** Inserted, or read by a load. */
        WRITTEN,
        UPDATED,
        /** The revision is the last one of the row. */
        DELETED
    }

    public static long of(long id, int revision, Kind kind) {
        if (revision < 0 || revision >= MOST_REVISIONS) {
            throw new IllegalArgumentException("row " + id + " has revision " + revision);
        }
        return (id << 14) | ((long) revision << 2) | kind.ordinal();
    }
}
