/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

/** What a turn can measure. The name is that in the results file; title, unit and format are those of the report. */
enum Figure {
    /** From the order to the last record that a read_committed reader may see. */
    RATE("rows/s", 1, "%,.0f"),
    /** From the append of the middle record to that of the last one. */
    SECOND_HALF_RATE("rows/s, second half", 1, "%,.0f"),
    FIRST_SECONDS("first record, s", 1, "%.1f"),
    CPU_A_MILLION("CPU s/million", 1, "%.1f"),
    SECOND_HALF_CPU_A_MILLION("CPU s/million, second half", 1, "%.1f"),
    MYSQLD_CPU_A_MILLION("mysqld CPU s/million", 1, "%.1f"),
    BROKER_CPU_A_MILLION("broker CPU s/million", 1, "%.1f"),
    PEAK_BYTES("peak RSS, MB", 1e-6, "%,.0f"),
    RECEIVED_A_ROW("bytes from MySQL/row", 1, "%,.0f"),
    VALUE_A_ROW("JSON bytes/row", 1, "%,.0f"),
    TOPIC_A_ROW("topic bytes/row", 1, "%,.0f"),
    P50("p50, ms", 1, "%.1f"),
    P90("p90, ms", 1, "%.1f"),
    P99("p99, ms", 1, "%.1f"),
    MOST("most, ms", 1, "%.1f"),
    START_SECONDS("order to all rows loaded, s", 1, "%.1f"),
    RESTART_SECONDS("restart to first change, s", 1, "%.2f"),
    CPU_SECONDS("CPU s", 1, "%.1f"),
    MYSQLD_CPU_SECONDS("mysqld CPU s", 1, "%.1f"),
    BROKER_CPU_SECONDS("broker CPU s", 1, "%.1f"),
    IDLE_PERCENT("worker and idle task, CPU in % of a core", 1, "%.2f"),
    IDLE_WORKER_PERCENT("worker with the task stopped", 1, "%.2f"),
    IDLE_TASK_PERCENT("the task's share", 1, "%.2f"),
    LOG_A_ROW("log bytes/row", 1, "%,.0f"),
    RECORDS("records", 1, "%,.0f"),
    MISSING("missing", 1, "%,.0f"),
    /** Records of changes that others told of before, or that never were. */
    SURPLUS("duplicates", 1, "%,.0f");

    private final String title;
    private final double factor;
    private final String format;

    Figure(String title, double factor, String format) {
        this.title = title;
        this.factor = factor;
        this.format = format;
    }

    String title() {
        return title;
    }

    /** As the report prints it. */
    String text(double value) {
        return Double.isNaN(value) ? "–" : format.formatted(value * factor);
    }
}
