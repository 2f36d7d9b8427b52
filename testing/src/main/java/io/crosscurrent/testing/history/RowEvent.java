/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

import java.util.Objects;

/**
 * One thing that happened to one row.
 *
 * @param operation {@code load}, {@code insert}, {@code update} or {@code delete}; in what was committed also {@code vanish}
 *     and {@code appear}: a statement about the whole table took the row away or brought it, and no record tells of it
 * @param version version column of the row after it, for a delete that of the row before
 */
public record RowEvent(String operation, long version) {
    public RowEvent {
        Objects.requireNonNull(operation);
    }

    /** Whether the row exists after it. */
    boolean alive() {
        return !operation.equals("delete") && !operation.equals("vanish");
    }

    /** Whether a record must tell of it. */
    boolean told() {
        return !operation.equals("vanish") && !operation.equals("appear");
    }

    @Override
    public String toString() {
        return operation + "@" + version;
    }
}
