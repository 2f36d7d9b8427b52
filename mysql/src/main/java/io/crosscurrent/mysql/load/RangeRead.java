/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.encoding.RowEncoder;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.row.Operation;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.protocol.MySqlConnection.ResultColumn;
import io.crosscurrent.mysql.protocol.MySqlConnection.RowHandler;
import io.crosscurrent.mysql.schema.MySqlTable;
import java.util.List;

/** Reads the rows of one range and encodes them as load records. One thread. */
final class RangeRead implements RowHandler {
    private final MySqlTable table;
    private final TablePlan plan;
    private final KeyShape shape;
    private final RangeSize size;
    private final LoadRange range;
    private final RowEncoder encoder;
    private final ReadRows rows = new ReadRows();
    private final KeyCapture keys;
    private final long maxRows;
    private BinaryRowDecoder decoder;

    /** @param maxRows more than these are too large */
    RangeRead(OpenTable open, LoadRange range, RowEncoder encoder, long maxRows) {
        this.table = open.table();
        this.plan = open.plan();
        this.shape = open.shape();
        this.size = open.size();
        this.range = range;
        this.encoder = encoder;
        this.maxRows = maxRows;
        this.keys = new KeyCapture(shape, table.columns().size());
    }

    MySqlTable table() {
        return table;
    }

    /**
     * Reads, when all up to where the range was announced is known to be visible.
     *
     * @return null when the range turned out too large; the connection is of no use then
     */
    ReadRows rows(MySqlConnection connection) throws InterruptedException {
        RangeSql.Statement select = new RangeSql(table, shape).rows(range.keys());
        try {
            connection.stream(select.text(), select.parameters(), this);
        } catch (TooLarge e) {
            return null;
        }
        return rows();
    }

    /** Once all of them were handed over. */
    ReadRows rows() {
        size.read(rows.read(), rows.bytes(), range.keys());
        return rows;
    }

    /** Encoded bytes so far. */
    long bytes() {
        return rows.bytes();
    }

    @Override
    public void columns(List<ResultColumn> columns) {
        decoder = new BinaryRowDecoder(table, columns);
    }

    @Override
    public void row(byte[] buffer, int offset, int length) {
        if (rows.read() >= maxRows) {
            size.surprise();
            throw new TooLarge();
        }
        if (rows.bytes() > size.limitBytes()) {
            size.tooLarge(rows.read(), rows.bytes(), range.keys());
            throw new TooLarge();
        }
        decoder.decode(buffer, offset, length, keys);
        rows.row(keys);
        encoder.begin(plan, Operation.LOAD, null);
        encoder.image(RowEncoder.Image.AFTER);
        decoder.decode(buffer, offset, length, encoder);
        encoder.end(rows);
    }

    /** Ends a read whose rows do not fit. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
