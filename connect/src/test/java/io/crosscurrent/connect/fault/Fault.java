/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

/**
 * Something that goes wrong while a task captures a database that is written to. After it, the task must come to itself, or
 * fail by name where it cannot go on exactly.
 *
 * @param name as the ledger tells it
 * @param strike lets the task start, does the damage, and ends it where an operator would
 * @param failure code of the error with which the task must end, or "" when it must go on
 * @param only the kind of log it is about, or null for any
 * @param largeRows rows of the large transactions meanwhile
 * @param smallDisk whether the broker needs a disk of its own, which can be full
 */
record Fault(String name, Strike strike, String failure, Stage.Log only, int largeRows, boolean smallDisk) {
    private static final int LARGE_ROWS = 300;

    /** What happens. */
    @FunctionalInterface
    interface Strike {
        void on(Scene scene) throws Exception;
    }

    /** One that must be survived. */
    Fault(String name, Strike strike) {
        this(name, strike, "", null, LARGE_ROWS, false);
    }

    Fault failing(String code) {
        return new Fault(name, strike, code, only, largeRows, smallDisk);
    }

    Fault only(Stage.Log log) {
        return new Fault(name, strike, failure, log, largeRows, smallDisk);
    }

    Fault large(int rows) {
        return new Fault(name, strike, failure, only, rows, smallDisk);
    }

    Fault onSmallDisk() {
        return new Fault(name, strike, failure, only, largeRows, true);
    }

    @Override
    public String toString() {
        return name;
    }
}
