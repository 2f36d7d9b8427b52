/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.row.Operation;
import io.crosscurrent.core.row.RowWriter;

/**
 * Turns pushed column values into the bytes of DMS JSON data records. One instance per thread; it reuses its buffers.
 *
 * <p>Protocol for a row: {@link #begin}; then for each image the source has, {@link #image} followed by the values;
 * then {@link #end}. LOAD and INSERT have an AFTER image, DELETE a BEFORE image, UPDATE first BEFORE, then AFTER.
 */
public abstract class RowEncoder implements RowWriter {
    /** Which side of a change an image shows. */
    public enum Image {
        BEFORE,
        AFTER
    }

    /** What {@link #end} did. */
    public enum Outcome {
        /** The record was handed to the target. */
        WRITTEN,
        /** A filter of the table mapping leaves this row out; nothing was written. */
        FILTERED,
        /**
         * An UPDATE moved the row to another key, or over the edge of a filter. Nothing was written: the caller sends
         * the before image again as DELETE and the after image as INSERT, each in its own begin … end.
         */
        SPLIT
    }

    /** The encoder for DMS JSON. */
    public static RowEncoder dmsJson(MessageSettings settings, MessageClock clock) {
        return new DmsJsonEncoder(settings, clock);
    }

    /** Starts a row. {@code transaction} is not read for LOAD and may be null then. */
    public abstract void begin(TablePlan plan, Operation operation, Transaction transaction);

    /** Starts an image; {@link #wants} answers for this image from here on. */
    public abstract void image(Image image);

    /** Ends the row. */
    public abstract Outcome end(RecordTarget target);
}
