/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.source;

import java.util.Objects;

/**
 * The result of one check of a source.
 *
 * @param check short name, for example {@code binlog-format}
 * @param level {@link Level#FAILED} makes the connection test fail
 * @param message what was found, with values
 * @param remedy the statement or step that mends it, "" when passed
 */
public record Finding(String check, Level level, String message, String remedy) {
    /** How bad. */
    public enum Level {
        PASSED,
        WARNING,
        FAILED
    }

    public Finding {
        Objects.requireNonNull(check);
        Objects.requireNonNull(level);
        Objects.requireNonNull(message);
        Objects.requireNonNull(remedy);
    }
}
