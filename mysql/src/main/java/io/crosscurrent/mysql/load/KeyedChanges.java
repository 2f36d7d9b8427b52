/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.encoding.RowEncoder;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.row.Operation;
import io.crosscurrent.mysql.binlog.RowsEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes of a table that is loaded in key ranges: those of rows that were read are streamed, those of rows being read are kept
 * with their range, and those of rows still to be read are left to their read. While a table is loaded again, all are streamed,
 * because consumers have the rows from before. Belongs to the stream.
 */
final class KeyedChanges {
    private static final LoadRange UNREAD = new LoadRange(null, null, null);
    private static final LoadRange READ = new LoadRange(null, null, null);

    private final LoadProgress progress;
    private final KeyOrder order;
    /** Takes keys out of rows of the version of the table that the stream is at. */
    private final KeyCapture capture;
    /** By key, for the event being read: how many of {@link #known} it comes behind. */
    private final Map<Key, Integer> behind = new HashMap<>();

    private List<Key> known = List.of();

    KeyedChanges(LoadProgress progress, KeyOrder order, KeyCapture capture) {
        this.progress = progress;
        this.order = order;
        this.capture = capture;
    }

    /** Asks at once for the places of all rows of an event, where only the database knows them. */
    void begin(RowsEvent rows) {
        behind.clear();
        if (order == KeyOrder.BYTES || progress.untouched()) {
            return;
        }
        List<Key> keys = new ArrayList<>();
        while (rows.next()) {
            Key before = rows.hasBefore() ? before(rows) : null;
            if (before != null) {
                keys.add(before);
            }
            Key after = rows.hasAfter() ? after(rows) : null;
            if (after != null && !after.equals(before)) {
                keys.add(after);
            }
        }
        rows.rewind();
        known = progress.ends();
        int[] counts = order.behind(keys, known);
        for (int i = 0; i < counts.length; i++) {
            behind.put(keys.get(i), counts[i]);
        }
    }

    /**
     * Takes one change of a row, an event's current one.
     *
     * @param encoder encodes load records for ranges being read, with {@code current}
     * @param current the plan of the version of the table that the stream is at
     */
    void change(RowsEvent row, RowEncoder encoder, TablePlan current, TableLoad.RowEmitter emitter)
            throws InterruptedException {
        if (progress.again()) {
            emitter.emit(row, row.operation(), null);
        }
        if (progress.untouched()) {
            return;
        }
        Key before = row.hasBefore() ? before(row) : null;
        Key after = row.hasAfter() ? after(row) : null;
        LoadRange from = before == null ? UNREAD : place(before);
        LoadRange to = after == null ? UNREAD : after.equals(before) ? from : place(after);
        if (from != UNREAD && from != READ && !before.equals(after)) {
            from.changed(before, null);
        }
        if (to != UNREAD && to != READ) {
            to.changed(after, encode(row, encoder, current));
        }
        if (!progress.again()) {
            stream(row, from, to, emitter);
        }
    }

    /** What consumers have to know now: only of rows whose load they have. */
    private static void stream(RowsEvent row, LoadRange from, LoadRange to, TableLoad.RowEmitter emitter)
            throws InterruptedException {
        if (from == READ && to == READ) {
            emitter.emit(row, Operation.UPDATE, null);
        } else if (from == READ) {
            emitter.emit(row, Operation.DELETE, null);
        } else if (to == READ) {
            emitter.emit(row, Operation.INSERT, null);
        }
    }

    /** The row as it is now as a load record, or null when a filter leaves it out. */
    private static LoadRange.Loaded encode(RowsEvent row, RowEncoder encoder, TablePlan plan) {
        LoadRange.Loaded[] loaded = new LoadRange.Loaded[1];
        encoder.begin(plan, Operation.LOAD, null);
        encoder.image(RowEncoder.Image.AFTER);
        row.after(encoder);
        encoder.end((topic, key, value) -> loaded[0] = new LoadRange.Loaded(topic, key, value));
        return loaded[0];
    }

    private LoadRange place(Key key) {
        List<Key> ends = progress.ends();
        Integer count = known == ends ? behind.get(key) : null;
        return progress.place(count != null ? count : order.behind(List.of(key), ends)[0], READ, UNREAD);
    }

    private Key before(RowsEvent row) {
        row.before(capture);
        return capture.key();
    }

    private Key after(RowsEvent row) {
        row.after(capture);
        return capture.key();
    }
}
