/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.protocol.MySqlConnection.ResultColumn;
import io.crosscurrent.mysql.protocol.MySqlConnection.RowHandler;
import java.util.List;

/** Cuts the next range out of keys not read yet: integer keys by arithmetic, others at keys the database names. */
final class RangeCut {
    private final OpenTable table;
    private final MySqlConnection connection;
    private final RangeSql sql;

    RangeCut(OpenTable table, MySqlConnection connection) {
        this.table = table;
        this.connection = connection;
        this.sql = table.sql();
    }

    /** The beginning of {@code gap}, as large as a range should be; the last range of a table has no upper end. */
    KeyRange first(KeyRange gap) throws InterruptedException {
        if (table.shape().strategy() != KeyShape.Strategy.INTEGER) {
            Key end = key(sql.endOfRange(gap, table.size().rows()));
            return end == null ? gap : new KeyRange(gap.low(), end);
        }
        Key end = byArithmetic(gap);
        boolean rest = end == null || gap.high() != null && end.compareTo(gap.high()) >= 0;
        return rest ? gap : new KeyRange(gap.low(), end);
    }

    private Key byArithmetic(KeyRange gap) throws InterruptedException {
        Key first = gap.low() == null ? key(sql.edge(false)) : gap.low();
        if (first == null) {
            return null;
        }
        long from = bits(first);
        boolean included = gap.low() == null;
        if (included) {
            table.size().first(from);
        }
        Long last = table.size().last();
        Key end = last == null ? null : before(from, included, last);
        if (end != null) {
            return end;
        }
        // Rows may have come behind what was the last key.
        Key now = key(sql.edge(true));
        if (now == null) {
            return null;
        }
        table.size().last(bits(now));
        return before(from, included, bits(now));
    }

    private Key before(long from, boolean included, long last) {
        if (Long.compareUnsigned(from, last) >= 0) {
            return null;
        }
        long width = table.size().width(unsigned(last - from), table.estimatedRows());
        return end(from, included, last, width);
    }

    /**
     * Where a range of so many keys ends; null when that is the last key or behind it.
     *
     * @param included whether {@code from} is a key of the range, and not the one before it
     * @param width of 1 at least: then the range has one row, however large
     */
    static Key end(long from, boolean included, long last, long width) {
        long further = included ? width - 1 : width;
        return unsigned(further) >= unsigned(last - from) ? null : ofBits(from + further);
    }

    private static double unsigned(long bits) {
        return (bits >>> 1) * 2.0 + (bits & 1);
    }

    private static long bits(Key key) {
        return new KeyBytes(key.bytes()).unsignedBits();
    }

    private static Key ofBits(long bits) {
        byte[] bytes = new byte[8];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (bits >>> (56 - 8 * i));
        }
        return new Key(bytes);
    }

    private Key key(RangeSql.Statement statement) throws InterruptedException {
        KeyReader reader = new KeyReader(table);
        connection.stream(statement.text(), statement.parameters(), reader);
        return reader.key;
    }

    /** Takes the key of one row. */
    private static final class KeyReader implements RowHandler {
        private final OpenTable table;
        private BinaryRowDecoder decoder;
        private Key key;

        KeyReader(OpenTable table) {
            this.table = table;
        }

        @Override
        public void columns(List<ResultColumn> columns) {
            decoder = new BinaryRowDecoder(table.table(), columns);
        }

        @Override
        public void row(byte[] buffer, int offset, int length) {
            KeyCapture capture =
                    new KeyCapture(table.shape(), table.table().columns().size());
            decoder.decode(buffer, offset, length, capture);
            key = capture.key();
        }
    }
}
