/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.schema.MySqlTable;
import java.util.Arrays;

/**
 * TABLE_MAP_EVENT: the table that the row events with the same number are about, with the format of its columns. Immutable
 * once read. The same object is handed out as long as the server sends the same bytes, so identity means: nothing changed.
 *
 * <p>Layout, little endian: table number 6, flags 2, database (length 1, name, 0), table (the same), column count packed, type
 * codes, metadata length packed, metadata, bitmap of nullable columns, optional metadata to the end.
 */
public final class TableMap {
    private final byte[] raw;
    final long number;
    final TableId id;
    final ColumnFormat[] formats;
    final boolean[] nullable;
    final TableMetadata metadata;

    TableMap(PackedCursor in, int serverVersion) {
        raw = Arrays.copyOfRange(in.buffer, in.at, in.end);
        number = in.le(6);
        in.skip(2);
        String schema = in.utf8(in.int8());
        in.skip(1);
        String name = in.utf8(in.int8());
        in.skip(1);
        id = new TableId(schema, name);
        int count = in.packedInt();
        byte[] types = in.bytes(count);
        int metadataLength = in.packedInt();
        int metadataStart = in.at;
        in.skip(metadataLength);
        PackedCursor sizes = new PackedCursor(in.buffer, metadataStart, in.at);
        formats = new ColumnFormat[count];
        for (int i = 0; i < count; i++) {
            formats[i] = ColumnFormat.read(types[i] & 0xff, sizes);
        }
        nullable = new boolean[count];
        int bitmap = in.at;
        in.skip((count + 7) / 8);
        for (int i = 0; i < count; i++) {
            nullable[i] = (in.buffer[bitmap + (i >> 3)] >> (i & 7) & 1) != 0;
        }
        metadata = TableMetadata.read(in, formats, serverVersion);
    }

    /** The table a map is about, without reading the rest. */
    static TableId id(PackedCursor in) {
        in.skip(8);
        String schema = in.utf8(in.int8());
        in.skip(1);
        return new TableId(schema, in.utf8(in.int8()));
    }

    boolean sameBytes(EventHeader event) {
        return Arrays.equals(raw, 0, raw.length, event.buffer, event.bodyStart, event.bodyEnd);
    }

    /** The table's name, in the spelling of the log (lower case with {@code lower_case_table_names=1}). */
    public TableId id() {
        return id;
    }

    /** Number of columns in row images. */
    public int columnCount() {
        return formats.length;
    }

    /**
     * Whether the event tells names, members of ENUM and SET, and the primary key, as it does when the server runs with
     * {@code binlog_row_metadata=FULL}: then {@link #table} needs nothing else. Old servers do not tell the character set of
     * ENUM and SET; then this is false.
     */
    public boolean selfContained() {
        if (metadata.names() == null) {
            return false;
        }
        for (int i = 0; i < formats.length; i++) {
            boolean signUnknown = formats[i].isNumeric() && metadata.unsigned() == null;
            boolean charset = formats[i].isText() || formats[i].isLabel();
            if (signUnknown || charset && (metadata.collations() == null || metadata.collations()[i] == 0)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The table as this event describes it; the collation is "", because events do not tell it.
     *
     * @throws IllegalStateException unless {@link #selfContained}
     */
    public MySqlTable table() {
        if (!selfContained()) {
            throw new IllegalStateException("the table map of " + id + " does not tell all of the table");
        }
        return TableMapSchema.table(this);
    }

    @Override
    public String toString() {
        return id + " (" + formats.length + " columns, table number " + number + ")";
    }
}
