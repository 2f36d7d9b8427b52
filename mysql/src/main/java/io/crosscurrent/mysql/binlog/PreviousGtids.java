/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.StringJoiner;
import java.util.UUID;

/**
 * PREVIOUS_GTIDS_EVENT: the GTID set of all earlier files. Layout, little endian: count of sources 8; per source id 16, count of
 * intervals 8, per interval first 8 and last + 1 8.
 */
final class PreviousGtids {
    private PreviousGtids() {}

    /** As MySQL prints a set: {@code uuid:1-5:7,uuid:1}. */
    static String text(PackedCursor in) {
        long sources = in.le(8);
        if (sources > 0xffff_ffffL || sources < 0) {
            throw new CrosscurrentException(
                    "source.gtid_tags",
                    "The source uses tagged GTIDs, which Crosscurrent does not read.",
                    "Set gtid_next and gtid_executed of the source without tags, or read from it by file and offset.");
        }
        StringJoiner set = new StringJoiner(",");
        for (long i = 0; i < sources; i++) {
            long high = Octets.be(in.buffer, in.at, 8);
            long low = Octets.be(in.buffer, in.at + 8, 8);
            in.skip(16);
            StringBuilder source = new StringBuilder(new UUID(high, low).toString());
            for (long intervals = in.le(8); intervals > 0; intervals--) {
                long first = in.le(8);
                long end = in.le(8);
                source.append(':').append(first);
                if (end - 1 > first) {
                    source.append('-').append(end - 1);
                }
            }
            set.add(source);
        }
        return set.toString();
    }
}
