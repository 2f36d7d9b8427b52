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
        Key end = table.shape().strategy() == KeyShape.Strategy.INTEGER ? byArithmetic(gap) : byDatabase(gap);
        boolean wholeGap = end == null
                || gap.high() != null
                        && table.shape().strategy() != KeyShape.Strategy.COLLATED
                        && end.compareTo(gap.high()) >= 0;
        return wholeGap ? gap : new KeyRange(gap.low(), end);
    }

    private Key byDatabase(KeyRange gap) throws InterruptedException {
        return key(sql.endOfRange(gap.low(), table.size().rows()));
    }

    private Key byArithmetic(KeyRange gap) throws InterruptedException {
        Key last = key(sql.edge(true));
        Key first = gap.low() == null ? key(sql.edge(false)) : gap.low();
        if (last == null || first == null) {
            return null;
        }
        long from = bits(first);
        long to = bits(last);
        if (Long.compareUnsigned(from, to) >= 0) {
            return null;
        }
        double span = unsigned(to - from);
        long width = table.size().width(span, table.estimatedRows());
        return unsigned(width) >= span ? null : ofBits(from + width);
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
