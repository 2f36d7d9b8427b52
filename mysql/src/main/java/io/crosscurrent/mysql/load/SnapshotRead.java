/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.encoding.RecordTarget;
import io.crosscurrent.core.encoding.RowEncoder;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.row.Operation;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.protocol.MySqlConnection.ResultColumn;
import io.crosscurrent.mysql.protocol.MySqlConnection.RowHandler;
import java.util.List;

/**
 * Loads a table without a usable key as one unit, from one snapshot. When the stream, having passed the end of the log as it was
 * after the snapshot, saw no change to the table since before the snapshot, then the snapshot is the table at the stream's position:
 * later changes are held, while the stream flows on and the rows are read, and delivered behind them. The stream only waits while
 * the unit is handed on.
 */
final class SnapshotRead {
    private static final int TRIES = 500;
    private static final long RELIEF_BYTES = 4L << 20;

    private final TableLoad load;
    private final RowEncoder encoder;
    private final StreamGate gate;
    private final MySqlConnection connection;
    private final Visibility visibility;

    SnapshotRead(
            TableLoad load, RowEncoder encoder, StreamGate gate, MySqlConnection connection, Visibility visibility) {
        this.load = load;
        this.encoder = encoder;
        this.gate = gate;
        this.connection = connection;
        this.visibility = visibility;
    }

    /** False when the table was altered meanwhile. */
    boolean run() throws InterruptedException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            OpenTable table = gate.between(this::watch);
            if (table == null) {
                return false;
            }
            HeldChanges held = snapshot(table);
            if (held != null) {
                boolean delivered = false;
                try (RecordSpool rows = new RecordSpool()) {
                    read(table, rows);
                    connection.execute("COMMIT");
                    delivered = gate.between(() -> deliver(rows, held));
                } finally {
                    if (!delivered) {
                        gate.between(() -> letGo(held));
                    }
                }
                if (delivered) {
                    return true;
                }
            } else {
                connection.execute("COMMIT");
            }
        }
        throw new CrosscurrentException(
                "source.table_too_busy",
                "%s has no usable primary key and changed during each of %d attempts to take a snapshot of it."
                        .formatted(load.id(), TRIES),
                "Give the table a primary key, or load it when it is written less.");
    }

    private OpenTable watch() {
        load.snapshot().watch();
        return load.opened();
    }

    /** Opens a snapshot. Null when it does not stand at a place in the log that is known exactly. */
    private HeldChanges snapshot(OpenTable table) throws InterruptedException {
        BinlogPosition low = gate.between(gate::position);
        visibility.await(connection, low);
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        connection.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
        BinlogPosition high = LogEnd.read(connection);
        return gate.after(high, () -> {
            boolean exact = load.opened() == table && load.snapshot().seen() == 0;
            return exact ? load.snapshot().hold() : null;
        });
    }

    private boolean deliver(RecordSpool rows, HeldChanges held) throws InterruptedException {
        if (load.snapshot().held() != held) {
            return false;
        }
        rows.forEach(this::emit);
        held.spool().forEach(this::emit);
        gate.counted(load, held.counts());
        load.progress().loaded(rows.count());
        load.progress().ended(System.currentTimeMillis());
        load.snapshot().cancel();
        gate.commit(load, load.state());
        return true;
    }

    private Void letGo(HeldChanges held) {
        if (load.snapshot().held() == held) {
            load.snapshot().cancel();
        }
        return null;
    }

    private void emit(String topic, byte[] key, byte[] value) throws InterruptedException {
        gate.target().record(topic, key, value);
        gate.relieve(RELIEF_BYTES);
    }

    private void read(OpenTable table, RecordTarget into) throws InterruptedException {
        RangeSql.Statement select = table.sql().rows(new KeyRange(null, null));
        connection.stream(select.text(), select.parameters(), new RowHandler() {
            private BinaryRowDecoder decoder;

            @Override
            public void columns(List<ResultColumn> columns) {
                decoder = new BinaryRowDecoder(table.table(), columns);
            }

            @Override
            public void row(byte[] buffer, int offset, int length) {
                encoder.begin(table.plan(), Operation.LOAD, null);
                encoder.image(RowEncoder.Image.AFTER);
                decoder.decode(buffer, offset, length, encoder);
                encoder.end(into);
            }
        });
    }
}
