/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.encoding.RowEncoder;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.row.Operation;
import io.crosscurrent.core.source.ChangeSink.State;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.binlog.RowDecoder;
import io.crosscurrent.mysql.binlog.RowsEvent;
import io.crosscurrent.mysql.schema.MySqlTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The load of one table, as the stream sees it: whether a changed row is still to be read, is being read, or was read.
 * Everything here happens on the stream's thread or between transactions.
 */
public final class TableLoad {
    /** What the stream does with a row of a table that is being loaded. */
    @FunctionalInterface
    public interface RowEmitter {
        /** The row was read before: the change streams. {@code operation} differs from the event's when a key changed. */
        void emit(RowsEvent row, Operation operation) throws InterruptedException;
    }

    private static final LoadRange UNREAD = new LoadRange(null, null);
    private static final LoadRange READ = new LoadRange(null, null);

    private final TableId id;
    private final LoadProgress progress;
    private final List<LoadRange> open = new ArrayList<>();
    private final Function<KeyShape, KeyOrder> orders;
    private OpenTable opened;
    private KeyShape shape;
    private KeyOrder order;
    /** Takes keys out of rows of the version of the table that the stream is at. */
    private KeyCapture capture;

    private RowDecoder captured;
    private long estimatedRows;
    /** Grows with everything that makes what was learned of the table's schema worthless. */
    private int version;
    /** Changes seen since a snapshot was announced. */
    private long changes;

    /** @param orders makes the order of a key; may ask the database */
    TableLoad(TableId id, LoadProgress progress, Function<KeyShape, KeyOrder> orders) {
        this.id = id;
        this.progress = progress;
        this.orders = orders;
    }

    public TableId id() {
        return id;
    }

    /** What ranges are read with; null before the table is opened, and after it was altered. */
    OpenTable opened() {
        return opened;
    }

    /** The table as it was when the load opened it; only then. */
    public MySqlTable table() {
        return opened.table();
    }

    public TablePlan plan() {
        return opened.plan();
    }

    public boolean complete() {
        return progress.complete();
    }

    public long rows() {
        return progress.rows();
    }

    public long estimatedRows() {
        return estimatedRows;
    }

    public long startMillis() {
        return progress.startMillis();
    }

    public long endMillis() {
        return progress.endMillis();
    }

    /** The state to store with what was loaded. */
    State state() {
        return new State(stateKey(id), progress.values());
    }

    static String stateKey(TableId id) {
        return "load/" + id;
    }

    LoadProgress progress() {
        return progress;
    }

    int version() {
        return version;
    }

    /** @throws CrosscurrentException {@code source.key_changed} when ranges were read by another key */
    void open(OpenTable table) {
        shape(table.shape());
        opened = table;
        estimatedRows = table.estimatedRows();
    }

    private void shape(KeyShape current) {
        if (shape != null && !progress.done().isEmpty() && !shape.sameKey(current)) {
            throw new CrosscurrentException(
                    "source.key_changed",
                    "The primary key of " + id + " was changed while the table was loaded.",
                    "Reload the task.");
        }
        shape = current;
        order = orders.apply(current);
    }

    /** Whether its changes are wanted at all: not before any of it is read or about to be. */
    public boolean concerned() {
        return opened != null || !progress.done().isEmpty();
    }

    /**
     * The table was altered at this position of the log: what is being read is read again, with the schema as it is then.
     */
    public void altered() {
        version++;
        cancelOpen();
        opened = null;
    }

    /** There is no such table any more: nothing is left to be read. Returns the state to store. */
    public State dropped() {
        altered();
        progress.ended(System.currentTimeMillis());
        return state();
    }

    /** The stream begins again on another server: nothing in flight fits it. */
    public void cancelOpen() {
        open.forEach(LoadRange::cancel);
        open.clear();
        changes++;
    }

    /** Ranges being read. */
    List<KeyRange> taken() {
        return open.stream().map(LoadRange::keys).toList();
    }

    LoadRange begin(KeyRange keys, OpenTable table) {
        LoadRange range = new LoadRange(keys, table);
        open.add(range);
        return range;
    }

    void end(LoadRange range) {
        open.remove(range);
    }

    /** Announces a snapshot: from here on {@link #changes} counts. */
    void watch() {
        changes = 0;
    }

    long changes() {
        return changes;
    }

    /**
     * Takes one change of a row, an event's current one.
     *
     * @param encoder encodes load records for ranges being read, with {@code current}
     * @param current the plan of the version of the table that the stream is at
     */
    public void change(RowsEvent row, RowEncoder encoder, TablePlan current, RowEmitter emitter)
            throws InterruptedException {
        follow(row.decoder());
        if (shape.strategy() == KeyShape.Strategy.SNAPSHOT) {
            changes++;
            return;
        }
        if (open.isEmpty() && progress.done().isEmpty()) {
            return;
        }
        Key before = row.hasBefore() ? keyBefore(row) : null;
        Key after = row.hasAfter() ? keyAfter(row) : null;
        if (before != null && after != null) {
            if (before.equals(after)) {
                update(row, after, encoder, current, emitter);
                return;
            }
            LoadRange from = place(before);
            LoadRange to = place(after);
            if (from == READ && to == READ) {
                emitter.emit(row, Operation.UPDATE);
                return;
            }
            deleted(row, before, from, emitter);
            inserted(row, after, to, encoder, current, emitter);
        } else if (before != null) {
            deleted(row, before, place(before), emitter);
        } else {
            inserted(row, after, place(after), encoder, current, emitter);
        }
    }

    private void update(RowsEvent row, Key key, RowEncoder encoder, TablePlan current, RowEmitter emitter)
            throws InterruptedException {
        LoadRange place = place(key);
        if (place == READ) {
            emitter.emit(row, Operation.UPDATE);
        } else if (place != UNREAD) {
            place.changed(key, encode(row, encoder, current));
        }
    }

    private void deleted(RowsEvent row, Key key, LoadRange place, RowEmitter emitter) throws InterruptedException {
        if (place == READ) {
            emitter.emit(row, Operation.DELETE);
        } else if (place != UNREAD) {
            place.changed(key, null);
        }
    }

    private void inserted(
            RowsEvent row, Key key, LoadRange place, RowEncoder encoder, TablePlan current, RowEmitter emitter)
            throws InterruptedException {
        if (place == READ) {
            emitter.emit(row, Operation.INSERT);
        } else if (place != UNREAD) {
            place.changed(key, encode(row, encoder, current));
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
        List<KeyRange> done = progress.done();
        if (done.isEmpty() && open.isEmpty()) {
            return UNREAD;
        }
        Predicate<Key> behind = order.behind(key, order == KeyOrder.BYTES ? List.of() : ends());
        for (LoadRange range : open) {
            if (contains(range.keys(), behind)) {
                return range;
            }
        }
        for (KeyRange range : done) {
            if (contains(range, behind)) {
                return READ;
            }
        }
        return UNREAD;
    }

    private List<Key> ends() {
        List<Key> ends = new ArrayList<>();
        for (LoadRange range : open) {
            add(ends, range.keys());
        }
        progress.done().forEach(range -> add(ends, range));
        return ends;
    }

    private static void add(List<Key> ends, KeyRange range) {
        for (Key end : new Key[] {range.low(), range.high()}) {
            if (end != null && !ends.contains(end)) {
                ends.add(end);
            }
        }
    }

    private static boolean contains(KeyRange range, Predicate<Key> behind) {
        return (range.low() == null || behind.test(range.low()))
                && (range.high() == null || !behind.test(range.high()));
    }

    private Key keyBefore(RowsEvent row) {
        row.before(capture);
        return capture.key();
    }

    private Key keyAfter(RowsEvent row) {
        row.after(capture);
        return capture.key();
    }

    /** Columns may have moved since the load opened the table, so keys are taken by the stream's own view. */
    private void follow(RowDecoder decoder) {
        if (captured != decoder) {
            KeyShape current = KeyShape.of(decoder.table());
            if (shape == null || !shape.sameKey(current)) {
                shape(current);
            }
            capture = new KeyCapture(current, decoder.table().columns().size());
            captured = decoder;
        }
    }
}
