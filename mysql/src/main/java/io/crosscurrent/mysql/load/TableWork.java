/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

/** A table in the queue of the load's threads. All fields are guarded by {@link LoadQueue}. */
final class TableWork {
    final TableLoad load;
    /** Schema known, ranges can be cut. */
    boolean opened;

    KeyShape.Strategy strategy;
    /** So few rows by the source's estimate that it is read whole, together with others. */
    boolean small;
    /** A thread is opening it, or cutting its next range. */
    boolean held;
    /** Nothing is left to be cut. */
    boolean exhausted;
    /** Ranges being read. */
    int reading;

    TableWork(TableLoad load) {
        this.load = load;
    }

    /** Whether several ranges may be read at a time. */
    boolean parallel() {
        return switch (strategy) {
            case INTEGER, ORDERED -> true;
            case COLLATED, SNAPSHOT -> false;
        };
    }
}
