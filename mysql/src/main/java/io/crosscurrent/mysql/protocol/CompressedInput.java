/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Takes the compressed protocol apart. Frame layout: compressed length (3 bytes, little endian), sequence number (1
 * byte), length before compression (3 bytes; 0: the frame is not compressed), payload. Frames and packets do not align.
 *
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_compression.html">Compression</a>
 */
final class CompressedInput extends InputStream {
    private static final int HEADER_BYTES = 7;

    private final InputStream in;
    private final Inflater inflater = new Inflater();
    private final ZstdDecompressCtx zstd;
    private byte[] frames = new byte[64 * 1024];
    private int position;
    private int limit;
    private byte[] plain = new byte[0];
    private int plainAt;
    private int plainEnd;

    CompressedInput(InputStream in, Compression compression) {
        this.in = in;
        this.zstd = compression == Compression.ZSTD ? new ZstdDecompressCtx() : null;
    }

    @Override
    public int available() {
        return plainEnd - plainAt;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (plainAt == plainEnd) {
            int direct = nextFrame(target, offset, length);
            if (direct > 0) {
                return direct;
            }
        }
        int count = Math.min(length, plainEnd - plainAt);
        System.arraycopy(plain, plainAt, target, offset, count);
        plainAt += count;
        return count;
    }

    /** Opens the next frame: straight into the target where it fits (returns its length), else into {@link #plain}. */
    private int nextFrame(byte[] target, int offset, int length) throws IOException {
        int size;
        int plainSize;
        do {
            ensure(HEADER_BYTES);
            size = int3(position);
            plainSize = int3(position + 4);
            ensure(HEADER_BYTES + size);
            position += HEADER_BYTES;
        } while (size == 0);
        int from = position;
        position += size;
        int produced = plainSize == 0 ? size : plainSize;
        if (produced <= length) {
            open(from, size, plainSize, target, offset);
            return produced;
        }
        if (plain.length < produced) {
            plain = new byte[produced];
        }
        open(from, size, plainSize, plain, 0);
        plainAt = 0;
        plainEnd = produced;
        return 0;
    }

    private void open(int from, int size, int plainSize, byte[] target, int offset) throws IOException {
        if (plainSize == 0) {
            System.arraycopy(frames, from, target, offset, size);
        } else if (zstd != null) {
            try {
                expect(plainSize, zstd.decompressByteArray(target, offset, plainSize, frames, from, size));
            } catch (ZstdException e) {
                throw new IOException("a compressed frame is damaged: " + e.getMessage(), e);
            }
        } else {
            inflate(from, size, plainSize, target, offset);
        }
    }

    private void inflate(int from, int size, int plainSize, byte[] target, int offset) throws IOException {
        inflater.reset();
        inflater.setInput(frames, from, size);
        int done = 0;
        try {
            while (done < plainSize) {
                int count = inflater.inflate(target, offset + done, plainSize - done);
                if (count == 0) {
                    break;
                }
                done += count;
            }
        } catch (DataFormatException e) {
            throw new IOException("a compressed frame is damaged: " + e.getMessage(), e);
        }
        expect(plainSize, done);
    }

    private static void expect(int expected, int actual) throws IOException {
        if (expected != actual) {
            throw new IOException("a compressed frame holds " + actual + " bytes and announced " + expected);
        }
    }

    private int int3(int at) {
        return (frames[at] & 0xFF) | (frames[at + 1] & 0xFF) << 8 | (frames[at + 2] & 0xFF) << 16;
    }

    private void ensure(int bytes) throws IOException {
        if (limit - position >= bytes) {
            return;
        }
        if (position + bytes > frames.length) {
            byte[] target = bytes > frames.length ? new byte[bytes + frames.length] : frames;
            System.arraycopy(frames, position, target, 0, limit - position);
            frames = target;
            limit -= position;
            position = 0;
        }
        while (limit - position < bytes) {
            int read = in.read(frames, limit, frames.length - limit);
            if (read < 0) {
                throw new EOFException("the server closed the connection");
            }
            limit += read;
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        if (zstd != null) {
            zstd.close();
        }
        in.close();
    }
}
