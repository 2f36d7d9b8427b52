/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import io.crosscurrent.core.mapping.TablePlan;

/** Builds DMS control records. Rare, so it may allocate. */
public interface ControlEncoder {
    /** Operations of control records; in messages lower case with hyphens. */
    enum ControlOperation {
        CREATE_TABLE,
        RENAME_TABLE,
        DROP_TABLE,
        CHANGE_COLUMNS,
        ADD_COLUMN,
        DROP_COLUMN,
        RENAME_COLUMN,
        COLUMN_TYPE_CHANGE
    }

    /** The encoder for DMS JSON. {@code taskId} is the task's resource id, the last part of its ARN. */
    static ControlEncoder dmsJson(MessageSettings settings, MessageClock clock, String taskId) {
        return new DmsControlEncoder(settings, clock, taskId);
    }

    /** The record that opens every task: {@code create-table} of {@code awsdms_apply_exceptions}, to the endpoint topic. */
    void taskStarted(RecordTarget target);

    /**
     * A table was created, dropped or changed; {@code plan} is the state after it (before it, for DROP_TABLE).
     * Sent to the topic of the table. {@code oldName} and {@code newName} name the column or table concerned, or null.
     * Operations that need {@code IncludeTableAlterOperations} write nothing without it.
     */
    void table(TablePlan plan, ControlOperation operation, String oldName, String newName, RecordTarget target);
}
