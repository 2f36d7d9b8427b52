/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.encoding.RowEncoder;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.row.Operation;
import io.crosscurrent.core.source.ChangeSink.State;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.binlog.RowDecoder;
import io.crosscurrent.mysql.binlog.RowsEvent;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.schema.MySqlTable;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The load of one table, as the stream sees it. Everything here happens on the stream's thread or between transactions.
 */
public final class TableLoad {
    private static final Logger LOG = LoggerFactory.getLogger(TableLoad.class);

    /** What the stream does with a row of a table that is being loaded. */
    @FunctionalInterface
    public interface RowEmitter {
        /**
         * The change streams. {@code operation} differs from the event's when a key changed.
         *
         * @param held where it goes when it must wait; null when it must not
         */
        void emit(RowsEvent row, Operation operation, HeldChanges held) throws InterruptedException;
    }

    private final TableId id;
    private final LoadProgress progress;
    private final KeyOrder.Maker orders;
    private final SnapshotChanges snapshot = new SnapshotChanges();
    private OpenTable opened;
    private KeyShape shape;
    private KeyOrder order;
    private KeyedChanges changes;
    private RowDecoder captured;
    private long estimatedRows;
    /** Grows with everything that makes what was learned of the table's schema worthless. */
    private volatile int version;

    /** @param orders may ask the database */
    TableLoad(TableId id, LoadProgress progress, KeyOrder.Maker orders) {
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

    /** Whether reading has begun. */
    public boolean begun() {
        return progress.startMillis() != 0 && (progress.complete() || progress.rows() > 0 || !progress.untouched());
    }

    /** Whether consumers know nothing of the table: neither its columns nor a row was delivered. */
    public boolean untold() {
        return progress.startMillis() == 0 && !progress.again();
    }

    /** Whether consumers have had the table before and get it once more. */
    public boolean again() {
        return progress.again();
    }

    /** Number of the last wish to load the table once more; 0 for none. */
    public long reload() {
        return progress.reload();
    }

    public long rows() {
        return progress.rows();
    }

    /** Rows the whole load will have, as far as that can be known now. */
    public long estimatedRows() {
        if (progress.complete()) {
            return progress.rows();
        }
        double share = opened == null ? 0 : progress.share(opened.size());
        // A small part says little of the whole.
        long expected = share > 0.05 ? Math.round(progress.rows() / share) : estimatedRows;
        return Math.max(progress.rows(), expected);
    }

    public long startMillis() {
        return progress.startMillis();
    }

    public long endMillis() {
        return progress.endMillis();
    }

    /** The state to store with what was loaded. */
    public State state() {
        return new State(stateKey(id), progress.values());
    }

    static String stateKey(TableId id) {
        return "load/" + id;
    }

    LoadProgress progress() {
        return progress;
    }

    SnapshotChanges snapshot() {
        return snapshot;
    }

    /** Grows with each alteration; may be asked by any thread. */
    int version() {
        return version;
    }

    void open(OpenTable table) {
        shape(table.shape(), table.collations());
        opened = table;
        estimatedRows = table.estimatedRows();
    }

    /** Ranges that were read mean nothing in the order of another key: then all is loaded once more. */
    private void shape(KeyShape current, Map<String, String> collations) {
        if (shape != null && shape.sameKey(current)) {
            return;
        }
        shape = current;
        order = orders.of(current, collations);
        captured = null;
        if (!progress.orderedBy(current.described() + order.name())) {
            LOG.warn(
                    "the primary key of {} was changed while the table was loaded: it is loaded from the beginning",
                    id);
            cancelOpen();
            opened = null;
            version++;
            progress.restart();
        }
    }

    /** Whether any of it was delivered: if not, all of it is read later than where the stream is. */
    public boolean anyDelivered() {
        return progress.anyDone();
    }

    /** Whether its changes are wanted at all: not before any of it is read or about to be. */
    public boolean concerned() {
        return opened != null || progress.again() || progress.anyDone();
    }

    /** The table was altered at this position of the log: what is being read is read again, with the schema as it is then. */
    public void altered() {
        version++;
        cancelOpen();
        opened = null;
        shape = null;
    }

    /** There is no such table any more: nothing is left to be read. Returns the state to store. */
    public State dropped() {
        altered();
        progress.ended(System.currentTimeMillis());
        return state();
    }

    /** The stream begins again on another server: nothing in flight fits it. */
    public void cancelOpen() {
        progress.reading().forEach(LoadRange::cancel);
        progress.cancelAll();
        snapshot.cancel();
    }

    /** @param announced where the stream stands */
    LoadRange begin(KeyRange keys, OpenTable table, BinlogPosition announced) {
        LoadRange range = new LoadRange(keys, table, announced);
        progress.begin(range);
        return range;
    }

    /** An event with changes of the table begins. */
    public void begin(RowsEvent rows) {
        follow(rows.decoder());
        if (shape.strategy() != KeyShape.Strategy.SNAPSHOT) {
            changes.begin(rows);
        }
    }

    /**
     * Takes one change of a row, an event's current one.
     *
     * @param encoder encodes load records for ranges being read, with {@code current}
     * @param current the plan of the version of the table that the stream is at
     */
    public void change(RowsEvent row, RowEncoder encoder, TablePlan current, RowEmitter emitter)
            throws InterruptedException {
        if (progress.again() && progress.startMillis() == 0) {
            // Its load once more has not begun, so everything is as before.
            emitter.emit(row, row.operation(), null);
        } else if (shape.strategy() == KeyShape.Strategy.SNAPSHOT) {
            snapshot.change(row, emitter);
        } else {
            changes.change(row, encoder, current, emitter);
        }
    }

    /** Columns may have moved since the load opened the table, so keys are taken by the stream's own view. */
    private void follow(RowDecoder decoder) {
        if (captured != decoder || shape == null) {
            KeyShape current = KeyShape.of(decoder.table());
            shape(current, null);
            changes = new KeyedChanges(
                    progress,
                    order,
                    new KeyCapture(current, decoder.table().columns().size()));
            captured = decoder;
        }
    }
}
