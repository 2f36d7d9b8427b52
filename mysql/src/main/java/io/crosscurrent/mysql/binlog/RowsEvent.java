/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.row.Operation;
import io.crosscurrent.core.row.RowWriter;

/**
 * The rows of a WRITE_ROWS, UPDATE_ROWS, PARTIAL_UPDATE_ROWS or DELETE_ROWS event. Mutable, reused; valid until {@link BinlogHandler#rows} returns.
 *
 * <p>{@code while (rows.next())} goes over the rows; {@link #before} and {@link #after} push the images, as often and in the order the
 * caller likes, for example once more when an encoder asks for an update to be split.
 *
 * <p>Layout, little endian: table number 6, flags 2, in version 2 extra length 2 (itself included) and extra; column count packed;
 * bitmap of present columns, two of them for updates (before, after); then images: bitmap of NULLs over the present columns,
 * values. PARTIAL_UPDATE_ROWS events are UPDATE_ROWS events whose after images are those of {@link ReducedImages}.
 */
public final class RowsEvent {
    private static final int FLAG_STATEMENT_END = 1;

    private final LogPosition position;
    private Operation operation;
    private RowDecoder decoder;
    private boolean statementEnd;
    private boolean partial;
    private byte[] buffer;
    private int end;
    private int columnCount;
    private int beforePresent;
    private int beforeCount;
    private int afterPresent;
    private int afterCount;
    private int rowIndex;
    private int firstRow;
    private int rowStart;
    /** Where the second image of an update begins; -1 when not known yet. */
    private int secondStart;
    /** -1 when not known yet. */
    private int rowEnd;

    RowsEvent(LogPosition position) {
        this.position = position;
    }

    /** The table number of a rows event, without reading the rest. */
    static long tableNumber(EventHeader event) {
        return Octets.le6(event.buffer, event.bodyStart);
    }

    void read(EventHeader event, RowDecoder rowDecoder) {
        decoder = rowDecoder;
        buffer = event.buffer;
        end = event.bodyEnd;
        boolean versionOne = event.type <= EventType.DELETE_ROWS_V1;
        operation = switch (event.type) {
            case EventType.WRITE_ROWS, EventType.WRITE_ROWS_V1 -> Operation.INSERT;
            case EventType.UPDATE_ROWS, EventType.UPDATE_ROWS_V1, EventType.PARTIAL_UPDATE_ROWS -> Operation.UPDATE;
            default -> Operation.DELETE;
        };
        partial = event.type == EventType.PARTIAL_UPDATE_ROWS;
        statementEnd = (Octets.le2(buffer, event.bodyStart + 6) & FLAG_STATEMENT_END) != 0;
        int at = event.bodyStart + 8;
        if (!versionOne) {
            at += Octets.le2(buffer, at);
        }
        int first = buffer[at] & 0xff;
        if (first < 252) {
            columnCount = first;
            at += 1;
        } else {
            columnCount = Octets.le2(buffer, at + 1);
            at += 3;
        }
        if (columnCount != decoder.map().columnCount()) {
            throw new IndexOutOfBoundsException(
                    "rows of " + columnCount + " columns follow the table map " + decoder.map());
        }
        beforePresent = at;
        beforeCount = presentColumns(at);
        at += columnCount + 7 >> 3;
        afterPresent = beforePresent;
        afterCount = beforeCount;
        if (operation == Operation.UPDATE) {
            afterPresent = at;
            afterCount = presentColumns(at);
            at += columnCount + 7 >> 3;
        }
        firstRow = at;
        rewind();
    }

    /** Goes back before the first row. */
    public void rewind() {
        rowIndex = -1;
        rowStart = firstRow;
        rowEnd = firstRow;
        secondStart = -1;
    }

    private int presentColumns(int bitmap) {
        int present = 0;
        for (int i = 0; i < columnCount; i++) {
            present += buffer[bitmap + (i >> 3)] >> (i & 7) & 1;
        }
        return present;
    }

    /** INSERT, UPDATE or DELETE. */
    public Operation operation() {
        return operation;
    }

    /** The table version the values are pushed for. */
    public RowDecoder decoder() {
        return decoder;
    }

    /** Whether these are the last rows of their statement. */
    public boolean statementEnd() {
        return statementEnd;
    }

    /** 0-based number of the current row within this event. */
    public int rowIndex() {
        return rowIndex;
    }

    /** Moves to the next row, the first at first; false when there is none. */
    public boolean next() {
        if (rowIndex >= 0 && rowEnd < 0) {
            rowEnd = decode(operation != Operation.DELETE, null);
        }
        if (rowEnd >= end) {
            return false;
        }
        rowStart = rowEnd;
        rowEnd = -1;
        secondStart = -1;
        rowIndex++;
        return true;
    }

    /** Whether the current row has a before image: UPDATE and DELETE. */
    public boolean hasBefore() {
        return operation != Operation.INSERT;
    }

    /** Whether the current row has an after image: INSERT and UPDATE. */
    public boolean hasAfter() {
        return operation != Operation.DELETE;
    }

    /**
     * Pushes the row as it was. Only when {@link #hasBefore}.
     *
     * @throws CrosscurrentException {@code source.partial_row_image}, {@code source.partial_json} when a wanted column is not
     *     in the image and cannot be known
     */
    public void before(RowWriter writer) {
        if (!hasBefore()) {
            throw new IllegalStateException("an inserted row has no before image");
        }
        int imageEnd = decode(false, writer);
        if (operation == Operation.UPDATE) {
            secondStart = imageEnd;
        } else {
            rowEnd = imageEnd;
        }
    }

    /** Pushes the row as it is now. Only when {@link #hasAfter}; otherwise as {@link #before}. */
    public void after(RowWriter writer) {
        if (!hasAfter()) {
            throw new IllegalStateException("a deleted row has no after image");
        }
        rowEnd = decode(true, writer);
    }

    private int decode(boolean after, RowWriter writer) {
        boolean whole = (after ? afterCount : beforeCount) == columnCount;
        int from = rowStart;
        if (after && operation == Operation.UPDATE) {
            if (secondStart < 0) {
                secondStart = decode(false, null);
            }
            from = secondStart;
        }
        int present = after ? afterPresent : beforePresent;
        int count = after ? afterCount : beforeCount;
        int imageEnd;
        if (after && operation == Operation.UPDATE && (partial || !whole)) {
            imageEnd = reduced(from, writer);
        } else {
            imageEnd = decoder.decode(buffer, from, present, whole, count, writer);
        }
        if (imageEnd < 0) {
            int column = ~imageEnd;
            throw partial && decoder.map().formats[column].code() == ColumnFormat.JSON
                    ? Refusals.partialJson(decoder.table(), column, position)
                    : Refusals.partialRowImage(operation, decoder.table(), column, position);
        }
        if (imageEnd > end) {
            throw new CrosscurrentException(
                    "source.corrupt_event",
                    "Row %d of an event for %s ends %d bytes behind the event."
                            .formatted(rowIndex, decoder.table().id(), imageEnd - end),
                    "Reload the table; if it comes again, exclude the table and report this.");
        }
        return imageEnd;
    }

    private int reduced(int from, RowWriter writer) {
        try {
            return decoder.reduced().decode(buffer, rowStart, beforePresent, from, afterPresent, partial, writer);
        } catch (JsonDifferences.Unfit e) {
            throw Refusals.unfitDifferences(decoder.table(), position, e);
        }
    }
}
