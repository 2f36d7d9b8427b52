/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

/**
 * Something that happened to a table as a whole. To empty one is to drop it and create it again.
 *
 * @param table {@code schema.table}; for a renaming the new name
 * @param place among the transactions of the writer whose table it is: after those of a smaller id, before those of a greater
 */
public record TableEvent(String table, Kind kind, long place) {
    /** What happened. */
    public enum Kind {
        CREATE,
        DROP,
        RENAME
    }
}
