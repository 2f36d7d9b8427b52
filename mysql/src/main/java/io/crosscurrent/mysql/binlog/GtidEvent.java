/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import java.util.UUID;

/**
 * GTID_EVENT or ANONYMOUS_GTID_EVENT: opens a transaction (or one DDL statement) in the log.
 *
 * <p>Layout, little endian: flags 1, source id 16, number 8, logical clock type 1 (= 2), last committed 8, sequence number
 * 8, immediate commit time 7 (top bit: original commit time 7 follows, else both are equal), transaction length packed,
 * server versions.
 *
 * @param anonymous the server has GTIDs off; source and number mean nothing
 * @param sourceHigh first 8 bytes of the source id, big endian
 * @param sourceLow last 8 bytes of the source id, big endian
 * @param number 1-based, per source id
 * @param originalCommitMicros commit on the server where it happened first, microseconds since the epoch; 0 when unknown
 * @param immediateCommitMicros commit on the server we read from, microseconds since the epoch; 0 when unknown
 * @param lengthBytes of the whole transaction in the log, this event included; 0 when unknown
 */
public record GtidEvent(
        boolean anonymous,
        long sourceHigh,
        long sourceLow,
        long number,
        long originalCommitMicros,
        long immediateCommitMicros,
        long lengthBytes) {
    private static final int LOGICAL_CLOCK = 2;
    private static final long ORIGINAL_FOLLOWS = 1L << 55;

    static GtidEvent read(PackedCursor in, boolean anonymous) {
        in.skip(1);
        long high = Octets.be(in.buffer, in.at, 8);
        long low = Octets.be(in.buffer, in.at + 8, 8);
        in.skip(16);
        long number = in.le(8);
        long original = 0;
        long immediate = 0;
        long length = 0;
        if (in.hasMore() && in.int8() == LOGICAL_CLOCK) {
            in.skip(16);
            if (in.remaining() >= 7) {
                immediate = in.le(7);
                original = immediate;
                if ((immediate & ORIGINAL_FOLLOWS) != 0) {
                    immediate &= ~ORIGINAL_FOLLOWS;
                    original = in.le(7);
                }
            }
            if (in.hasMore()) {
                length = in.packed();
            }
        }
        return new GtidEvent(anonymous, high, low, number, original, immediate, length);
    }

    /** {@code @@server_uuid} of the server where the transaction was committed first. */
    public UUID source() {
        return new UUID(sourceHigh, sourceLow);
    }

    /** {@code uuid:number}, as MySQL prints it. */
    public String text() {
        return source() + ":" + number;
    }
}
