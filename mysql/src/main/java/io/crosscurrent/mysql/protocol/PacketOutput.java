/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Builds one payload and sends it as packets, in a single write. One thread. Integers are little endian.
 *
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_dt_integers.html">MySQL data types</a>
 */
final class PacketOutput {
    private static final int HEADER_BYTES = 4;
    private static final int KEPT_BYTES = 1024 * 1024;

    private OutputStream out;
    private byte[] buffer = new byte[16 * 1024];
    private int end = HEADER_BYTES;
    private int sequence;

    PacketOutput(OutputStream out) {
        this.out = out;
    }

    /** Goes on with another stream over the same connection: TLS, compression. */
    void switchTo(OutputStream other) {
        out = other;
    }

    /** Starts the payload of a command. */
    PacketOutput command(Command command) {
        begin(0);
        return int1(command.code());
    }

    /** Starts a payload that answers the packet with this sequence number. */
    PacketOutput reply(int receivedSequence) {
        begin(receivedSequence + 1);
        return this;
    }

    private void begin(int firstSequence) {
        if (buffer.length > KEPT_BYTES) {
            buffer = new byte[16 * 1024];
        }
        sequence = firstSequence;
        end = HEADER_BYTES;
    }

    PacketOutput int1(int value) {
        room(1);
        buffer[end++] = (byte) value;
        return this;
    }

    PacketOutput int2(int value) {
        return int1(value).int1(value >> 8);
    }

    PacketOutput int4(long value) {
        return int2((int) value).int2((int) (value >> 16));
    }

    PacketOutput int8(long value) {
        return int4(value).int4(value >> 32);
    }

    /** A length-encoded integer. */
    PacketOutput lengthEncoded(long value) {
        if (value < 251) {
            return int1((int) value);
        }
        if (value < 1 << 16) {
            return int1(0xFC).int2((int) value);
        }
        if (value < 1 << 24) {
            return int1(0xFD).int2((int) value).int1((int) (value >> 16));
        }
        return int1(0xFE).int8(value);
    }

    PacketOutput bytes(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, end, bytes.length);
        end += bytes.length;
        return this;
    }

    PacketOutput lengthEncoded(byte[] bytes) {
        return lengthEncoded(bytes.length).bytes(bytes);
    }

    PacketOutput text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    PacketOutput nulTerminated(String text) {
        return text(text).int1(0);
    }

    PacketOutput zeros(int count) {
        room(count);
        Arrays.fill(buffer, end, end + count, (byte) 0);
        end += count;
        return this;
    }

    /** Sends the payload and overwrites it, as it may hold a password. */
    void send() throws IOException {
        int payload = end - HEADER_BYTES;
        if (payload < PacketInput.FULL_PART) {
            header(buffer, 0, payload);
            out.write(buffer, 0, end);
        } else {
            byte[] parts = inParts(payload);
            out.write(parts, 0, parts.length);
        }
        out.flush();
        Arrays.fill(buffer, 0, end, (byte) 0);
    }

    private byte[] inParts(int payload) {
        int count = payload / PacketInput.FULL_PART + 1;
        byte[] parts = new byte[payload + count * HEADER_BYTES];
        int from = 0;
        int to = 0;
        for (int i = 0; i < count; i++) {
            int part = Math.min(PacketInput.FULL_PART, payload - from);
            header(parts, to, part);
            System.arraycopy(buffer, HEADER_BYTES + from, parts, to + HEADER_BYTES, part);
            from += part;
            to += HEADER_BYTES + part;
        }
        return parts;
    }

    private void header(byte[] target, int at, int part) {
        target[at] = (byte) part;
        target[at + 1] = (byte) (part >> 8);
        target[at + 2] = (byte) (part >> 16);
        target[at + 3] = (byte) sequence++;
    }

    private void room(int bytes) {
        if (buffer.length - end < bytes) {
            buffer = Arrays.copyOf(
                    buffer, Math.max(Math.addExact(end, bytes), (int) Math.min(1L << 30, buffer.length * 2L)));
        }
    }
}
