/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.row.RowWriter;
import io.crosscurrent.mysql.protocol.MySqlConnection.ResultColumn;
import io.crosscurrent.mysql.schema.MySqlColumn;
import io.crosscurrent.mysql.schema.MySqlTable;
import java.util.List;

/**
 * Reads rows of the binary protocol: compiled once per result set, then run per row without creating objects. The calls
 * to the writer are those that the change stream makes for the same values. One thread at a time.
 *
 * <p>Row layout: 0x00; one bit per column that says NULL, from the third bit on; the values of the other columns.
 *
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_binary_resultset.html">Binary result set</a>
 */
public final class BinaryRowDecoder {
    private static final int SKIPPED = -1;
    private static final int FIRST_NULL_BIT = 2;

    private final String name;
    /** Per result column: index in the table, or SKIPPED. */
    private final int[] targets;

    private final BinaryValue[] values;

    /**
     * @param table the version of the table for whose columns values are pushed
     * @param columns of the result set, named as in the table and in its order; others are skipped
     * @throws CrosscurrentException {@code source.schema_changed} when the result cannot be that table's
     */
    public BinaryRowDecoder(MySqlTable table, List<ResultColumn> columns) {
        name = table.table().id().toString();
        targets = new int[columns.size()];
        values = new BinaryValue[columns.size()];
        int last = -1;
        for (int i = 0; i < targets.length; i++) {
            ResultColumn column = columns.get(i);
            targets[i] = table.table().indexOf(column.name());
            if (targets[i] == SKIPPED) {
                values[i] = BinaryValue.skipping(column);
                continue;
            }
            if (targets[i] <= last) {
                throw new IllegalArgumentException(
                        name + "." + column.name() + " is not selected in the table's order");
            }
            last = targets[i];
            MySqlColumn known = table.columns().get(targets[i]);
            values[i] = BinaryValue.of(known, column);
            if (values[i] == null) {
                throw new CrosscurrentException(
                        "source.schema_changed",
                        "%s.%s is %s here, but the server sends type %d with flags %#x."
                                .formatted(name, known.name(), known.type(), column.type(), column.flags()),
                        "The table was altered while it was read: its load begins again.");
            }
        }
    }

    /** Pushes one row; {@link RowWriter#wants} is asked per column. */
    public void decode(byte[] row, int offset, int length, RowWriter writer) {
        int nulls = offset + 1;
        int at = nulls + (targets.length + FIRST_NULL_BIT + 7 >> 3);
        for (int i = 0; i < targets.length; i++) {
            int bit = i + FIRST_NULL_BIT;
            int column = targets[i];
            boolean wanted = column != SKIPPED && writer.wants(column);
            if ((row[nulls + (bit >> 3)] >> (bit & 7) & 1) != 0) {
                if (wanted) {
                    writer.nullValue(column);
                }
            } else {
                at = wanted ? values[i].push(row, at, column, writer) : values[i].skip(row, at);
            }
        }
        if (at != offset + length) {
            throw new CrosscurrentException(
                    "source.protocol",
                    "A row of %s has %d bytes, of which %d were understood.".formatted(name, length, at - offset),
                    "Report this with the table's definition.");
        }
    }
}
