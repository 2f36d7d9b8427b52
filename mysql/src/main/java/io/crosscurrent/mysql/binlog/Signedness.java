/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import java.util.Arrays;

/**
 * The signedness field of a table map: one bit per numeric column, the first in the highest bit of the first byte. Servers of
 * today count YEAR as numeric, 8.0.12 does not; where in between it changed is not documented.
 */
final class Signedness {
    private static final int WITHOUT_YEAR = 80_012;
    private static final int WITH_YEAR = 80_029;

    private Signedness() {}

    /** By column; null when both ways of counting are possible and differ. */
    static boolean[] read(PackedCursor value, ColumnFormat[] formats, int serverVersion) {
        boolean[] without = read(value, formats, false);
        boolean[] with = read(value, formats, true);
        if (without == null || with == null) {
            return without == null ? with : without;
        }
        if (serverVersion <= WITHOUT_YEAR && serverVersion > 0) {
            return without;
        }
        return serverVersion >= WITH_YEAR || Arrays.equals(without, with) ? with : null;
    }

    /** Null when the field has no room for so many bits. */
    private static boolean[] read(PackedCursor value, ColumnFormat[] formats, boolean countYear) {
        boolean[] unsigned = new boolean[formats.length];
        int bit = 0;
        for (int column = 0; column < formats.length; column++) {
            boolean year = formats[column].code() == ColumnFormat.YEAR;
            if (!formats[column].isNumeric() && !(year && countYear)) {
                continue;
            }
            if (bit >> 3 >= value.remaining()) {
                return null;
            }
            unsigned[column] = !year && (value.buffer[value.at + (bit >> 3)] >> 7 - (bit & 7) & 1) != 0;
            bit++;
        }
        return unsigned;
    }
}
