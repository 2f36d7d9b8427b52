/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts the bytes of a connection into packets without copying them: after {@link #next}, the payload is the range
 * {@link #offset}, {@link #length} of {@link #buffer}, valid until the following call. Payloads of 16 MiB and more come
 * in parts, which are joined. One thread.
 *
 * <p>Packet layout: payload length (3 bytes, little endian), sequence number (1 byte), payload. A length of 0xFFFFFF
 * means that the payload goes on in the next packet.
 *
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_packets.html">MySQL packets</a>
 */
final class PacketInput {
    /** Payload bytes of a packet that another one continues. */
    static final int FULL_PART = 0xFFFFFF;

    private static final int HEADER_BYTES = 4;
    private static final int INITIAL_BYTES = 256 * 1024;
    private static final int PACKETS_BEFORE_SHRINKING = 1000;
    private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

    private InputStream in;
    private int position;
    private int limit;
    private int smallPackets;

    byte[] buffer = new byte[INITIAL_BYTES];
    int offset;
    int length;
    int sequence;

    PacketInput(InputStream in) {
        this.in = in;
    }

    /** Goes on with another stream over the same connection: TLS, compression. Nothing may be buffered. */
    void switchTo(InputStream other) throws IOException {
        if (position != limit) {
            throw new IOException((limit - position) + " bytes arrived before the connection changed its encoding");
        }
        in = other;
    }

    /** Waits for the next payload. @throws EOFException when the server has closed the connection */
    void next() throws IOException {
        if (position == limit) {
            position = 0;
            limit = 0;
        }
        shrinkAfterLargePackets();
        offset = position;
        ensure(HEADER_BYTES);
        int part = partLength(position);
        ensure(HEADER_BYTES + part);
        sequence = buffer[position + 3] & 0xFF;
        offset = position + HEADER_BYTES;
        length = part;
        position = offset + part;
        while (part == FULL_PART) {
            ensure(HEADER_BYTES);
            part = partLength(position);
            ensure(HEADER_BYTES + part);
            sequence = buffer[position + 3] & 0xFF;
            System.arraycopy(buffer, position + HEADER_BYTES, buffer, offset + length, part);
            length += part;
            position += HEADER_BYTES + part;
        }
    }

    /** Whether a whole payload is there, so that {@link #next} will not wait. Takes what the network already holds. */
    boolean ready() throws IOException {
        if (buffered()) {
            return true;
        }
        if (limit == buffer.length || in.available() <= 0) {
            return false;
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read > 0) {
            limit += read;
        }
        return buffered();
    }

    private boolean buffered() {
        int at = position;
        while (limit - at >= HEADER_BYTES) {
            int part = partLength(at);
            at += HEADER_BYTES + part;
            if (at > limit) {
                return false;
            }
            if (part != FULL_PART) {
                return true;
            }
        }
        return false;
    }

    private int partLength(int at) {
        return (buffer[at] & 0xFF) | (buffer[at + 1] & 0xFF) << 8 | (buffer[at + 2] & 0xFF) << 16;
    }

    /** Makes {@code bytes} available at {@link #position}; everything from {@link #offset} on is kept. */
    private void ensure(int bytes) throws IOException {
        if (limit - position >= bytes) {
            return;
        }
        if ((long) position + bytes > buffer.length) {
            makeRoom(bytes);
        }
        while (limit - position < bytes) {
            int read = in.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                throw new EOFException("the server closed the connection");
            }
            limit += read;
        }
    }

    private void makeRoom(int bytes) throws IOException {
        int kept = limit - offset;
        long needed = (long) position - offset + bytes;
        if (needed > MAX_BYTES) {
            throw new IOException("a packet of more than " + MAX_BYTES + " bytes");
        }
        byte[] target = buffer;
        if (needed > buffer.length) {
            target = new byte[(int) Math.min(MAX_BYTES, Math.max(needed, buffer.length * 3L / 2))];
        }
        System.arraycopy(buffer, offset, target, 0, kept);
        buffer = target;
        position -= offset;
        limit = kept;
        offset = 0;
    }

    private void shrinkAfterLargePackets() {
        if (buffer.length == INITIAL_BYTES) {
            return;
        }
        smallPackets = length <= INITIAL_BYTES / 2 ? smallPackets + 1 : 0;
        if (smallPackets > PACKETS_BEFORE_SHRINKING && limit - position <= INITIAL_BYTES / 2) {
            byte[] small = new byte[INITIAL_BYTES];
            System.arraycopy(buffer, position, small, 0, limit - position);
            buffer = small;
            limit -= position;
            position = 0;
            smallPackets = 0;
        }
    }
}
