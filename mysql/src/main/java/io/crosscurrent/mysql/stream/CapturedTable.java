/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.load.TableLoad;
import io.crosscurrent.mysql.schema.MySqlTable;

/** A captured table as the stream knows it at its position. Belongs to the stream's thread. */
final class CapturedTable {
    private final TableId id;
    private final TableCounts counts = new TableCounts();
    private MySqlTable version;
    private TablePlan plan;
    private TableLoad load;
    private boolean dropped;
    private boolean stale;
    private boolean told;
    private String lost = "";
    private final String encodedName;

    CapturedTable(TableId id) {
        this.id = id;
        this.encodedName = TableTotals.encoded(id);
    }

    String encodedName() {
        return encodedName;
    }

    TableId id() {
        return id;
    }

    TableCounts counts() {
        return counts;
    }

    /** Null when the schema is not known (yet): then only a table map that names its columns can tell. */
    MySqlTable version() {
        return version;
    }

    TablePlan plan() {
        return plan;
    }

    void version(MySqlTable table, TablePlan compiled) {
        version = table;
        plan = compiled;
        dropped = false;
        stale = false;
    }

    /** Its columns could not be followed: the version is not to be trusted until the log or the catalogue tells another. */
    void lose(String reason) {
        stale = true;
        lost = reason;
    }

    /** Why the version is not to be trusted. */
    String lost() {
        return lost;
    }

    /** Whether consumers and the registry were told of the version. */
    boolean told() {
        return told;
    }

    void told(boolean done) {
        told = done;
    }

    boolean stale() {
        return stale;
    }

    boolean dropped() {
        return dropped;
    }

    void drop() {
        dropped = true;
        version = null;
    }

    /** Null when there is nothing (more) to load. */
    TableLoad load() {
        return load != null && load.complete() ? null : load;
    }

    /** Null when the table came with the stream. */
    TableLoad finishedOrRunningLoad() {
        return load;
    }

    void load(TableLoad running) {
        load = running;
    }
}
