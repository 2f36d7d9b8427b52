/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * TRANSACTION_PAYLOAD_EVENT: the events of a transaction, compressed with zstd, without checksums. Small ones are opened at once,
 * large ones streamed, so that never more than one inner event is in memory uncompressed.
 *
 * <p>Layout: fields of type packed, length packed, value packed (1 payload bytes, 2 compression, 3 bytes when uncompressed), 0, payload.
 */
final class TransactionPayload implements AutoCloseable {
    private static final int END = 0;
    private static final int PAYLOAD_BYTES = 1;
    private static final int COMPRESSION = 2;
    private static final int UNCOMPRESSED_BYTES = 3;
    private static final long ZSTD = 0;
    private static final long NONE = 255;
    private static final long AT_ONCE_BYTES = 1 << 20;

    private final EventHeader inner = new EventHeader();
    private ZstdDecompressCtx context;
    private byte[] plain = new byte[1 << 16];

    /** Takes the inner events. */
    interface Events {
        void event(EventHeader event) throws InterruptedException;
    }

    void read(EventHeader event, Events events) throws InterruptedException {
        PackedCursor in = event.body();
        long compression = -1;
        long uncompressed = -1;
        int payloadBytes = -1;
        for (long field = in.packed(); field != END; field = in.packed()) {
            int length = in.packedInt();
            int next = in.at + length;
            if (field == COMPRESSION) {
                compression = in.packed();
            } else if (field == UNCOMPRESSED_BYTES) {
                uncompressed = in.packed();
            } else if (field == PAYLOAD_BYTES) {
                payloadBytes = in.packedInt();
            }
            in.at = next;
        }
        if (payloadBytes < 0 || payloadBytes > in.remaining()) {
            payloadBytes = in.remaining();
        }
        if (compression == NONE) {
            each(in.buffer, in.at, payloadBytes, events);
        } else if (compression != ZSTD) {
            throw new CrosscurrentException(
                    "source.unsupported_event",
                    "A transaction is compressed in the unknown way " + compression + ".",
                    "SET GLOBAL binlog_transaction_compression=OFF on the source, and reload the task.");
        } else if (uncompressed >= 0 && uncompressed <= AT_ONCE_BYTES) {
            atOnce(in.buffer, in.at, payloadBytes, (int) uncompressed, events);
        } else {
            stream(in.buffer, in.at, payloadBytes, events);
        }
    }

    private void atOnce(byte[] source, int offset, int length, int uncompressed, Events events)
            throws InterruptedException {
        if (context == null) {
            context = new ZstdDecompressCtx();
        }
        ensure(uncompressed);
        int bytes;
        try {
            bytes = context.decompressByteArray(plain, 0, uncompressed, source, offset, length);
        } catch (ZstdException e) {
            throw corrupt(e);
        }
        each(plain, 0, bytes, events);
    }

    private void each(byte[] bytes, int offset, int length, Events events) throws InterruptedException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int size = end - at < EventHeader.BYTES ? end - at : Octets.le4(bytes, at + 9);
            if (size > end - at) {
                throw new IndexOutOfBoundsException("an inner event of " + size + " bytes in " + (end - at));
            }
            inner.read(bytes, at, size);
            events.event(inner);
            at += size;
        }
    }

    private void stream(byte[] source, int offset, int length, Events events) throws InterruptedException {
        try (InputStream in = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(source, offset, length))) {
            while (true) {
                int got = in.readNBytes(plain, 0, EventHeader.BYTES);
                if (got == 0) {
                    return;
                }
                int size = got < EventHeader.BYTES ? -1 : Octets.le4(plain, 9);
                if (size < EventHeader.BYTES) {
                    throw new IndexOutOfBoundsException("an inner event has " + size + " bytes");
                }
                ensure(size);
                if (in.readNBytes(plain, EventHeader.BYTES, size - EventHeader.BYTES) < size - EventHeader.BYTES) {
                    throw new IndexOutOfBoundsException("an inner event of " + size + " bytes is cut off");
                }
                inner.read(plain, 0, size);
                events.event(inner);
            }
        } catch (IOException e) {
            throw corrupt(e);
        }
    }

    private void ensure(int bytes) {
        if (plain.length < bytes) {
            plain = Arrays.copyOf(plain, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(bytes, 2L * plain.length)));
        }
    }

    private static CrosscurrentException corrupt(Exception e) {
        return new CrosscurrentException(
                "source.corrupt_event",
                "A compressed transaction cannot be opened: " + e.getMessage(),
                "See whether mysqlbinlog can read it; if so, report this, else reload the task.",
                e);
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
            context = null;
        }
    }
}
