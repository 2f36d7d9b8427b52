/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.row.RowWriter;
import io.crosscurrent.mysql.schema.CharacterSet;
import io.crosscurrent.mysql.schema.Collations;
import io.crosscurrent.mysql.schema.MySqlColumn;
import io.crosscurrent.mysql.schema.MySqlTable;

/**
 * Reads row images of one version of one table: compiled once per table map, then run per row without creating objects.
 * One thread at a time.
 */
public final class RowDecoder {
    private final TableMap map;
    private final MySqlTable table;
    private final int count;
    private final int[] fixedBytes;
    private final int[] lengthBytes;
    private final ValueDecoder values;
    /** Null until an update comes that needs it. */
    private ReducedImages reduced;

    private RowDecoder(TableMap map, MySqlTable table) {
        this.map = map;
        this.table = table;
        count = map.formats.length;
        fixedBytes = new int[count];
        lengthBytes = new int[count];
        values = new ValueDecoder(table, count);
        for (int i = 0; i < count; i++) {
            ColumnFormat format = map.formats[i];
            fixedBytes[i] = format.fixedBytes();
            lengthBytes[i] = format.lengthBytes();
            values.prepare(i, format, charset(i));
        }
    }

    /**
     * The decoder for rows that follow {@code map}.
     *
     * @param table the table at this position: {@link TableMap#table} when the map is self contained, else what is known from
     *     the catalogue and the DDL since then
     * @throws CrosscurrentException {@code source.schema_mismatch} when the map cannot be that of the table
     */
    public static RowDecoder of(TableMap map, MySqlTable table) {
        TableMapSchema.check(map, table);
        return new RowDecoder(map, table);
    }

    /** What the values are pushed for: the column indexes of the writer are those of this table. */
    public MySqlTable table() {
        return table;
    }

    /** The map it was compiled for. */
    public TableMap map() {
        return map;
    }

    /** What the log says of a column goes before what we know of it: it is what the bytes were written with. */
    private CharacterSet charset(int column) {
        MySqlColumn known = table.columns().get(column);
        int[] collations = map.metadata.collations();
        int collation = collations == null ? 0 : collations[column];
        if (collation != 0) {
            return Collations.charset(collation);
        }
        if (known.charset().isEmpty()) {
            boolean text = known.type().isText() || known.type().isLabel();
            if (text) {
                throw new CrosscurrentException(
                        "source.unknown_charset",
                        "The character set of " + table.id() + "." + known.name() + " is not known.",
                        "Reload the table.");
            }
            return null;
        }
        return CharacterSet.of(known.charset());
    }

    /**
     * Pushes one image.
     *
     * @param present start of the bitmap of columns in the image, lowest bit first
     * @param allPresent whether all its bits are set
     * @param writer null skips the image
     * @return the end of the image; or, negative, {@code ~column} of the first wanted column that is not in it
     */
    int decode(byte[] b, int offset, int present, boolean allPresent, int presentCount, RowWriter writer) {
        int nulls = offset;
        int at = offset + (presentCount + 7 >> 3);
        int bit = 0;
        for (int column = 0; column < count; column++) {
            if (!allPresent && (b[present + (column >> 3)] >> (column & 7) & 1) == 0) {
                if (writer != null && writer.wants(column)) {
                    return ~column;
                }
                continue;
            }
            boolean isNull = (b[nulls + (bit >> 3)] >> (bit & 7) & 1) != 0;
            bit++;
            boolean wanted = writer != null && writer.wants(column);
            if (isNull) {
                if (wanted) {
                    writer.nullValue(column);
                }
                continue;
            }
            int length = fixedBytes[column];
            if (length < 0) {
                int prefix = lengthBytes[column];
                length = prefix == 1 ? b[at] & 0xff : prefix == 2 ? Octets.le2(b, at) : (int) Octets.le(b, at, prefix);
                at += prefix;
            }
            if (length < 0 || length > b.length - at) {
                throw new IndexOutOfBoundsException(
                        "column " + (column + 1) + " of " + table.id() + " has " + length + " bytes at " + at);
            }
            if (wanted) {
                values.push(b, at, length, column, writer);
            }
            at += length;
        }
        return at;
    }

    /** For after images that say less than the row. */
    ReducedImages reduced() {
        if (reduced == null) {
            reduced = new ReducedImages(map, values);
        }
        return reduced;
    }
}
