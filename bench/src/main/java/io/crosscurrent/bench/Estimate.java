/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

/** How long a turn will take, roughly, from what was measured on two cores: for the plan only. */
final class Estimate {
    private static final double TABLES_A_SECOND = 20;

    private Estimate() {}

    /** Seconds of one turn, start and check of the result included. */
    static double seconds(Workload workload, String name, long size) {
        String contestant = name.split(" ")[0];
        return switch (workload) {
            case STREAM, LINK, MEMORY -> 12 + size / rate(contestant, true);
            case LOAD, LOAD8 -> 12 + size / rate(contestant, false);
            case LATENCY -> 20 + size;
            case TABLES -> 30 + (contestant.equals("ours") ? size / TABLES_A_SECOND / 5 : size / TABLES_A_SECOND);
            case IDLE -> 35 + 2 * size;
        };
    }

    /** Changes of a stream or rows of a load, per second. */
    private static double rate(String contestant, boolean stream) {
        return switch (contestant) {
            case "ours" -> stream ? 80_000 : 100_000;
            case "debezium", "debezium-eos" -> 20_000;
            case "maxwell" -> 33_000;
            case "flink-cdc" -> stream ? 20_000 : 25_000;
            default -> 250_000;
        };
    }
}
