/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

/** Something a topic must not show. @param key of the row; @param detail what was expected and what was seen */
public record Anomaly(Kind kind, String key, String detail) {
    /** What is wrong, by name. */
    public enum Kind {
        /** A committed change, or a row that existed at load, never arrived. */
        LOST,
        /** The same change, or the same row's load, arrived twice. */
        DUPLICATE,
        /** A state arrived after a newer one of the same row. */
        OUT_OF_ORDER,
        /** A change of a row that existed at load arrived without, or before, its load. */
        CHANGE_WITHOUT_LOAD,
        /** A load record shows a state the row never had, or had only before changes that were not sent. */
        STALE_LOAD,
        /** An event that never happened. */
        INVENTED,
        /** After catching up, the values of a row differ from the source. */
        WRONG_VALUE
    }
}
