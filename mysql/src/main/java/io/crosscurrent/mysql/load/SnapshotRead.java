/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.encoding.RecordTarget;
import io.crosscurrent.core.encoding.RowEncoder;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.row.Operation;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.protocol.MySqlConnection.ResultColumn;
import io.crosscurrent.mysql.protocol.MySqlConnection.RowHandler;
import io.crosscurrent.mysql.schema.MySqlTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Loads a table without a usable key as one unit: a snapshot is opened, and when the stream, having passed the end of the log,
 * saw no change to the table since before the snapshot, then the snapshot is the table at the stream's position. The stream
 * waits while the rows are read; they go to a file first when they are many, so that a lost connection leaves nothing behind.
 */
final class SnapshotRead {
    private static final int TRIES = 500;
    private static final long RELIEF_BYTES = 4L << 20;

    private final TableLoad load;
    private final RowEncoder encoder;
    private final StreamGate gate;
    private final MySqlConnection connection;

    SnapshotRead(TableLoad load, RowEncoder encoder, StreamGate gate, MySqlConnection connection) {
        this.load = load;
        this.encoder = encoder;
        this.gate = gate;
        this.connection = connection;
    }

    /** False when the table was altered meanwhile. */
    boolean run() throws InterruptedException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            BinlogPosition low = gate.between(() -> {
                load.watch();
                return gate.position();
            });
            int version = gate.between(load::version);
            Visibility.await(connection, low);
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            connection.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
            BinlogPosition high = LogEnd.read(connection);
            Outcome outcome = gate.after(high, () -> emitIfUnchanged(version));
            connection.execute("COMMIT");
            if (outcome != Outcome.CHANGED) {
                return outcome == Outcome.EMITTED;
            }
        }
        throw new CrosscurrentException(
                "source.table_too_busy",
                "%s has no usable primary key and changed during each of %d attempts to take a snapshot of it."
                        .formatted(load.id(), TRIES),
                "Give the table a primary key, or load it when it is written less.");
    }

    private enum Outcome {
        EMITTED,
        CHANGED,
        ALTERED
    }

    private Outcome emitIfUnchanged(int version) throws InterruptedException {
        if (load.version() != version || load.opened() == null) {
            return Outcome.ALTERED;
        }
        if (load.changes() > 0) {
            return Outcome.CHANGED;
        }
        try (RecordSpool spool = new RecordSpool()) {
            read(load.table(), load.plan(), spool);
            spool.forEach(this::emit);
            load.progress().add(new KeyRange(null, null), spool.count());
            load.progress().ended(System.currentTimeMillis());
            gate.commit(load, load.state());
            return Outcome.EMITTED;
        } catch (IOException e) {
            throw new UncheckedIOException("rows of " + load.id() + " cannot be kept in a temporary file", e);
        }
    }

    private void emit(String topic, byte[] key, byte[] value) throws InterruptedException {
        gate.target().record(topic, key, value);
        gate.relieve(RELIEF_BYTES);
    }

    private void read(MySqlTable table, TablePlan plan, RecordTarget into) throws InterruptedException {
        RangeSql.Statement select = new RangeSql(table, KeyShape.of(table)).rows(new KeyRange(null, null));
        connection.stream(select.text(), select.parameters(), new RowHandler() {
            private BinaryRowDecoder decoder;

            @Override
            public void columns(List<ResultColumn> columns) {
                decoder = new BinaryRowDecoder(table, columns);
            }

            @Override
            public void row(byte[] buffer, int offset, int length) {
                encoder.begin(plan, Operation.LOAD, null);
                encoder.image(RowEncoder.Image.AFTER);
                decoder.decode(buffer, offset, length, encoder);
                encoder.end(into);
            }
        });
    }
}
