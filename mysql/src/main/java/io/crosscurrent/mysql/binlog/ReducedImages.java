/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.core.row.RowWriter;

/**
 * After images of updates that say less than the row: columns may be left out ({@code binlog_row_image}), documents may be
 * differences ({@code binlog_row_value_options}). What is missing did not change, so it is exactly known when the before image
 * has it. Slower than {@link RowDecoder#decode}, which reads whole images. One thread at a time.
 *
 * <p>Layout of the after image of a PARTIAL_UPDATE_ROWS event, in front of that of any after image: options packed; if bit 0 is
 * set, a bitmap with one bit for each JSON column of the table, which says that its value is a list of differences.
 */
final class ReducedImages {
    private static final int PARTIAL_JSON = 1;
    private static final int NULL = -1;
    private static final int ABSENT = -2;

    private final TableMap map;
    private final ValueDecoder values;
    private final int[] beforeStarts;
    private final int[] beforeLengths;
    private final int[] starts;
    private final int[] lengths;
    private final boolean[] differences;
    private final JsonText json = new JsonText();

    ReducedImages(TableMap map, ValueDecoder values) {
        this.map = map;
        this.values = values;
        int count = map.columnCount();
        beforeStarts = new int[count];
        beforeLengths = new int[count];
        starts = new int[count];
        lengths = new int[count];
        differences = new boolean[count];
    }

    /**
     * Pushes the after image of an update.
     *
     * @param before start of the before image
     * @param beforePresent bitmap of columns in it
     * @param after start of the after image, or of what goes before it in a partial event
     * @param writer null skips the image
     * @return the end of the image; or, negative, {@code ~column} of the first wanted column that is not known
     */
    int decode(
            byte[] b, int before, int beforePresent, int after, int present, boolean partialEvent, RowWriter writer) {
        int at = partialEvent ? readOptions(b, after) : after;
        int end = locate(b, at, present, starts, lengths);
        if (writer == null) {
            return end;
        }
        locate(b, before, beforePresent, beforeStarts, beforeLengths);
        for (int column = 0; column < lengths.length; column++) {
            if (!writer.wants(column)) {
                continue;
            }
            boolean difference = partialEvent && differences[column] && lengths[column] >= 0;
            boolean unchanged = lengths[column] == ABSENT;
            int length = unchanged ? beforeLengths[column] : lengths[column];
            if (length == ABSENT || difference && beforeLengths[column] < 0) {
                return ~column;
            } else if (length == NULL) {
                writer.nullValue(column);
            } else if (difference) {
                document(b, column, writer);
            } else {
                values.push(b, unchanged ? beforeStarts[column] : starts[column], length, column, writer);
            }
        }
        return end;
    }

    private int readOptions(byte[] b, int from) {
        PackedCursor in = new PackedCursor(b, from, b.length);
        boolean partial = (in.packed() & PARTIAL_JSON) != 0;
        int documents = 0;
        for (int column = 0; column < differences.length; column++) {
            boolean document = map.formats[column].code() == ColumnFormat.JSON;
            differences[column] = partial && document && (b[in.at + (documents >> 3)] >> (documents & 7) & 1) != 0;
            documents += document ? 1 : 0;
        }
        return partial ? in.at + (documents + 7 >> 3) : in.at;
    }

    private int locate(byte[] b, int nulls, int present, int[] foundStarts, int[] foundLengths) {
        int count = 0;
        for (int column = 0; column < foundLengths.length; column++) {
            count += b[present + (column >> 3)] >> (column & 7) & 1;
        }
        int at = nulls + (count + 7 >> 3);
        int bit = 0;
        for (int column = 0; column < foundLengths.length; column++) {
            if ((b[present + (column >> 3)] >> (column & 7) & 1) == 0) {
                foundLengths[column] = ABSENT;
            } else if ((b[nulls + (bit >> 3)] >> (bit++ & 7) & 1) != 0) {
                foundLengths[column] = NULL;
            } else {
                ColumnFormat format = map.formats[column];
                int length = format.fixedBytes();
                if (length < 0) {
                    length = (int) Octets.le(b, at, format.lengthBytes());
                    at += format.lengthBytes();
                }
                if (length < 0 || length > b.length - at) {
                    throw new IndexOutOfBoundsException(
                            "column " + (column + 1) + " of " + map.id() + " has " + length + " bytes at " + at);
                }
                foundStarts[column] = at;
                foundLengths[column] = length;
                at += length;
            }
        }
        return at;
    }

    private void document(byte[] b, int column, RowWriter writer) {
        if (lengths[column] == 0) {
            json.read(b, beforeStarts[column], beforeLengths[column]);
        } else {
            JsonNode document = JsonNode.read(b, beforeStarts[column], beforeLengths[column]);
            int end = starts[column] + lengths[column];
            JsonDifferences.apply(document, new PackedCursor(b, starts[column], end));
            json.read(document);
        }
        writer.utf8(column, json.bytes(), 0, json.length());
    }
}
