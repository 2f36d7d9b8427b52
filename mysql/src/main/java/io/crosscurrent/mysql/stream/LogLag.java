/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.measure.SourceLag;
import io.crosscurrent.mysql.position.BinlogPosition;
import java.util.concurrent.TimeUnit;

/**
 * How far the stream is behind the end of the server's log. The stream says where it is, {@link LogWatch} where the log ends;
 * any thread asks. A heartbeat says that there is nothing more: as long as one comes every second, the lag is nothing, however
 * old the last change is.
 */
final class LogLag implements SourceLag {
    /** A stream that has heard nothing for so long may be behind without knowing: the server says once a second that it lives. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Null while file and offset change together, so that no reader takes one for the other's. */
    private volatile String file = "";

    private volatile long offset;
    private volatile long sourceMillis;
    private volatile boolean atEnd;
    private volatile long heardNanos = System.nanoTime();
    private volatile LogFiles log = LogFiles.UNKNOWN;

    /** The stream: a transaction committed then was read. */
    void read(long commitMillis) {
        sourceMillis = commitMillis;
        atEnd = false;
        heardNanos = System.nanoTime();
    }

    /** The stream: it has read up to here. */
    void reached(BinlogPosition here) {
        reached(here.file(), here.offset());
    }

    void reached(String toFile, long toOffset) {
        if (toFile.equals(file)) {
            offset = toOffset;
        } else {
            file = null;
            offset = toOffset;
            file = toFile;
        }
    }

    /** The stream: the server says that its log has nothing more. */
    void atEnd() {
        heardNanos = System.nanoTime();
        atEnd = true;
    }

    /** The watch: what the server says of its log. */
    void seen(LogFiles files) {
        log = files;
    }

    /** Whether the server said a moment ago that there is nothing more. */
    boolean knownToBeAtEnd() {
        return atEnd && System.nanoTime() - heardNanos < SILENCE_NANOS;
    }

    @Override
    public long millis(long nowMillis) {
        if (knownToBeAtEnd()) {
            return 0;
        }
        if (atEnd) {
            // What came since then is not older.
            return log.after(file, offset) == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heardNanos);
        }
        return sourceMillis == 0 ? 0 : Math.max(0, nowMillis - sourceMillis);
    }

    @Override
    public long bytes() {
        if (knownToBeAtEnd()) {
            return 0;
        }
        String before = file;
        long at = offset;
        String after = file;
        // Strings are compared by identity here: the same one means that the offset is of that file.
        return before == null || before != after ? -1 : log.after(before, at);
    }
}
