/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.mysql.position.BinlogPosition;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a server's log and their sizes, as of a moment. Immutable.
 *
 * @param bytes size of each file by its number
 */
record LogFiles(TreeMap<Long, Long> bytes) {
    static final LogFiles UNKNOWN = new LogFiles(new TreeMap<>());

    /** @param sizes by file name */
    static LogFiles of(Map<String, Long> sizes) {
        TreeMap<Long, Long> bytes = new TreeMap<>();
        sizes.forEach((file, size) -> bytes.put(BinlogPosition.fileNumber(file), size));
        return new LogFiles(bytes);
    }

    /** Bytes of the log after this place; -1 when nothing is known of the log, or the place has no file. */
    long after(String file, long offset) {
        if (bytes.isEmpty() || file == null || file.isEmpty()) {
            return -1;
        }
        long number = BinlogPosition.fileNumber(file);
        long inFile = Math.max(0, bytes.getOrDefault(number, 0L) - offset);
        return inFile
                + bytes.tailMap(number, false).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }
}
