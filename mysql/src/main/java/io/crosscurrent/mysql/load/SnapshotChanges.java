/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.mysql.binlog.RowsEvent;

/**
 * Changes of a table that is loaded from one snapshot. Until there is a snapshot they are left to it; from the place of the log at
 * which the snapshot stands on they are held, until its rows are delivered. Belongs to the stream.
 */
final class SnapshotChanges {
    private long seen;
    private HeldChanges held;

    /** A snapshot is about to be taken: changes from here on are {@link #seen}. */
    void watch() {
        seen = 0;
    }

    long seen() {
        return seen;
    }

    /** The snapshot is the table as it is here: changes from here on are not in it. */
    HeldChanges hold() {
        cancel();
        held = new HeldChanges();
        return held;
    }

    /** Null when nothing is held (any more). */
    HeldChanges held() {
        return held;
    }

    /** Whatever snapshot there is is of no use: the next one will show what was held. */
    void cancel() {
        seen++;
        if (held != null) {
            held.close();
            held = null;
        }
    }

    void change(RowsEvent row, TableLoad.RowEmitter emitter) throws InterruptedException {
        seen++;
        if (held != null) {
            emitter.emit(row, row.operation(), held);
        }
    }
}
