/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.types.RowKind;

/** What a table says of changes: value of the option {@code dms-json.changelog}. */
public enum Changelog {
    /** Inserts, updates without the row before, deletes. The table needs a primary key. */
    UPSERT(ChangelogMode.upsert()),
    /** Updates retract the row before, taken from the before image. Works without a primary key. */
    RETRACT(ChangelogMode.all()),
    /** Every message is a new row: the history of the table. Deletes are rows as well. */
    APPEND(ChangelogMode.insertOnly());

    private final ChangelogMode mode;

    Changelog(ChangelogMode mode) {
        this.mode = mode;
    }

    /** What the planner is told. */
    public ChangelogMode mode() {
        return mode;
    }

    /** Kind of the row that carries the {@code data} of a message. */
    RowKind kind(RowKind change) {
        return this == APPEND ? RowKind.INSERT : change;
    }
}
