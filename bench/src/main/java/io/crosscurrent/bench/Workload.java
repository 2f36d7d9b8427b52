/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What is measured. The size of each has the unit that {@link #unit} names. */
public enum Workload {
    /** Changes that stand in the log before the contestant starts. */
    STREAM("changes", 2_000_000, 3, 100_000),
    /** Rows that stand in one table. */
    LOAD("rows", 3_000_000, 3, 100_000),
    /** The same rows in eight tables. */
    LOAD8("rows", 3_000_000, 3, 100_000),
    /** Single-row transactions at a steady rate. */
    LATENCY("seconds", 30, 3, 8),
    /** Very many tables of ten rows: start, load, restart. */
    TABLES("tables", 5_000, 1, 200),
    /** Bytes that cross the link with and without compression. */
    LINK("changes", 400_000, 3, 50_000),
    /** One huge transaction in a heap of 512 MB. */
    MEMORY("rows", 5_000_000, 1, 200_000),
    /** Nothing to do. */
    IDLE("seconds", 30, 1, 10);

    /** What is worth a look every day. */
    static final Set<Workload> EVERYDAY = EnumSet.of(STREAM, LOAD, LATENCY, TABLES, LINK);

    private final String unit;
    private final long fullSize;
    private final int fullRepeats;
    private final long quickSize;

    Workload(String unit, long fullSize, int fullRepeats, long quickSize) {
        this.unit = unit;
        this.fullSize = fullSize;
        this.fullRepeats = fullRepeats;
        this.quickSize = quickSize;
    }

    /** As on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String unit() {
        return unit;
    }

    long fullSize() {
        return fullSize;
    }

    int fullRepeats() {
        return fullRepeats;
    }

    long quickSize() {
        return quickSize;
    }

    /** @throws IllegalArgumentException when none is called so */
    static Workload named(String name) {
        return Arrays.stream(values())
                .filter(workload -> workload.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no workload is called " + name + "; there are "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(Workload::label).toList())));
    }
}
