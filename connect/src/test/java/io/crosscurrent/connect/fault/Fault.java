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
 */
record Fault(String name, Strike strike, String failure, Stage.Log only) {
    /** What happens. */
    @FunctionalInterface
    interface Strike {
        void on(Scene scene) throws Exception;
    }

    /** One that must be survived. */
    Fault(String name, Strike strike) {
        this(name, strike, "", null);
    }

    Fault failing(String code) {
        return new Fault(name, strike, code, only);
    }

    Fault only(Stage.Log log) {
        return new Fault(name, strike, failure, log);
    }

    @Override
    public String toString() {
        return name;
    }
}
