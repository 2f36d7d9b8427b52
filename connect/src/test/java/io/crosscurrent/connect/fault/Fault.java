/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

/**
 * Something that goes wrong while a task captures a database that is written to. After it, the task must come to itself.
 *
 * @param name as the ledger tells it
 * @param strike lets the task start, does the damage, and ends it where an operator would
 */
record Fault(String name, Strike strike) {
    /** What happens. */
    @FunctionalInterface
    interface Strike {
        void on(Scene scene) throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }
}
