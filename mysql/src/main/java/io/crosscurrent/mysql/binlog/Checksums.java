/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.zip.CRC32;

/** Checks and cuts off the CRC32 at the end of events: 4 bytes, little endian, over all before it. */
final class Checksums {
    private static final int BYTES = 4;
    private static final int FLAGS_OFFSET = 17;
    private static final int FLAG_IN_USE = 1;
    private static final int NONE = 0;
    private static final int CRC = 1;

    private final CRC32 crc = new CRC32();
    private boolean on;
    private boolean known;

    void check(EventHeader event, LogPosition position) {
        if (event.type == EventType.FORMAT_DESCRIPTION) {
            learn(event, position);
            return;
        }
        if (event.type == EventType.ROTATE && (!known || event.nextPosition == 0)) {
            // Comes before the format description that says whether events have checksums.
            if (event.size > EventHeader.BYTES + BYTES && matches(event)) {
                event.bodyEnd -= BYTES;
            }
            return;
        }
        if (on) {
            if (event.size < EventHeader.BYTES + BYTES || !matches(event)) {
                throw mismatch(event, position);
            }
            event.bodyEnd -= BYTES;
        }
    }

    /** The last five bytes of a format description are algorithm and checksum, also when checksums are off. */
    private void learn(EventHeader event, LogPosition position) {
        int algorithm = event.buffer[event.bodyEnd - BYTES - 1] & 0xff;
        switch (algorithm) {
            case NONE -> on = false;
            case CRC -> {
                on = true;
                if (!matches(event)) {
                    throw mismatch(event, position);
                }
            }
            default ->
                throw new CrosscurrentException(
                        "source.unsupported_event",
                        "The events of %s have checksums of the unknown kind %d.".formatted(position.file(), algorithm),
                        "SET GLOBAL binlog_checksum=CRC32 on the source.");
        }
        known = true;
        event.bodyEnd -= BYTES + 1;
    }

    private boolean matches(EventHeader event) {
        int end = event.bodyEnd - BYTES;
        crc.reset();
        if (event.type == EventType.FORMAT_DESCRIPTION) {
            // The flag "file in use" is set and cleared without a new checksum.
            crc.update(event.buffer, event.start, FLAGS_OFFSET);
            crc.update(event.buffer[event.start + FLAGS_OFFSET] & ~FLAG_IN_USE);
            crc.update(event.buffer, event.start + FLAGS_OFFSET + 1, end - event.start - FLAGS_OFFSET - 1);
        } else {
            crc.update(event.buffer, event.start, end - event.start);
        }
        return (int) crc.getValue() == Octets.le4(event.buffer, end);
    }

    private static CrosscurrentException mismatch(EventHeader event, LogPosition position) {
        return new CrosscurrentException(
                "source.checksum_mismatch",
                "An event of type %d (%d bytes) after %s:%d does not match its checksum."
                        .formatted(event.type, event.size, position.file(), position.eventEnd()),
                "See whether mysqlbinlog --verify-binlog-checksum can read the file there; if so, resume the task, else reload it.");
    }

    void forget() {
        known = false;
        on = false;
    }
}
