/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

/**
 * The common header of an event, and where its body lies. Mutable, reused for every event.
 *
 * <p>Layout, little endian: timestamp 4 (seconds since the epoch), type 1, server id 4, event size 4 (all of it, with
 * checksum), position of the next event 4 (modulo 2^32; 0 in artificial events), flags 2.
 */
final class EventHeader {
    static final int BYTES = 19;
    private static final int FLAG_ARTIFICIAL = 0x20;
    private static final int FLAG_IGNORABLE = 0x80;

    byte[] buffer;
    int start;
    int bodyStart;
    /** Exclusive, without the checksum. */
    int bodyEnd;

    int type;
    long timestampSeconds;
    long serverId;
    int size;
    long nextPosition;
    int flags;

    void read(byte[] bytes, int offset, int length) {
        if (length < BYTES) {
            throw new IndexOutOfBoundsException("an event of " + length + " bytes has no room for its header");
        }
        buffer = bytes;
        start = offset;
        timestampSeconds = Octets.le4Unsigned(bytes, offset);
        type = bytes[offset + 4] & 0xff;
        serverId = Octets.le4Unsigned(bytes, offset + 5);
        size = Octets.le4(bytes, offset + 9);
        nextPosition = Octets.le4Unsigned(bytes, offset + 13);
        flags = Octets.le2(bytes, offset + 17);
        if (size != length) {
            throw new IndexOutOfBoundsException(
                    "the header says " + (size & 0xffff_ffffL) + " bytes, there are " + length);
        }
        bodyStart = offset + BYTES;
        bodyEnd = offset + length;
    }

    boolean artificial() {
        return (flags & FLAG_ARTIFICIAL) != 0;
    }

    boolean ignorable() {
        return (flags & FLAG_IGNORABLE) != 0;
    }

    PackedCursor body() {
        return new PackedCursor(buffer, bodyStart, bodyEnd);
    }
}
