/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

/** Where a stack's life cycle stands; the names are those of the wire. */
enum StackStatus {
    REVIEW_IN_PROGRESS,
    CREATE_IN_PROGRESS,
    CREATE_COMPLETE,
    CREATE_FAILED,
    ROLLBACK_IN_PROGRESS,
    ROLLBACK_COMPLETE,
    ROLLBACK_FAILED,
    UPDATE_IN_PROGRESS,
    UPDATE_COMPLETE_CLEANUP_IN_PROGRESS,
    UPDATE_COMPLETE,
    UPDATE_FAILED,
    UPDATE_ROLLBACK_IN_PROGRESS,
    UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS,
    UPDATE_ROLLBACK_COMPLETE,
    UPDATE_ROLLBACK_FAILED,
    DELETE_IN_PROGRESS,
    DELETE_COMPLETE,
    DELETE_FAILED;

    /** Whether work is under way. */
    boolean working() {
        return name().endsWith("_IN_PROGRESS") && this != REVIEW_IN_PROGRESS;
    }

    /** Whether the stack may be updated. */
    boolean updatable() {
        return this == CREATE_COMPLETE
                || this == UPDATE_COMPLETE
                || this == UPDATE_ROLLBACK_COMPLETE
                || this == UPDATE_FAILED;
    }

    /** Whether its exports can be imported. */
    boolean stands() {
        return this != REVIEW_IN_PROGRESS && this != DELETE_COMPLETE && this != ROLLBACK_COMPLETE;
    }
}
