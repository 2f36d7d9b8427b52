/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.contestant;

/** What a contestant is told to bring. */
public enum Capture {
    /** The changes from a position of the log on, which stand there already. */
    LOG,
    /** The rows that are there. */
    LOAD,
    /** What changes from now on. */
    FOLLOW,
    /** The rows that are there, then what changes. */
    LOAD_AND_FOLLOW
}
