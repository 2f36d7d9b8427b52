/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

/** Something a topic must not show. @param key of the row; @param detail what was expected and what was seen */
public record Anomaly(Kind kind, String key, String detail) {
    /** What is wrong, by name. */
    public enum Kind {
        /** A row that exists never arrived. */
        LOST_ROW,
        /** A committed change did not arrive. */
        LOST_CHANGE,
        /** A table was created, emptied, dropped or renamed, and no record tells so. */
        LOST_STATEMENT,
        /** The same change, the same row's load, or the same statement about a table arrived twice. */
        DUPLICATE,
        /** A state arrived after a newer one of the same row. */
        OUT_OF_ORDER,
        /** A change of a row that existed at load arrived without, or before, its load. */
        CHANGE_WITHOUT_LOAD,
        /** A load record shows a state the row never had, or comes after changes of the row. */
        STALE_LOAD,
        /** An old state of a deleted row came after its delete and stands for ever. */
        RESURRECTED,
        /** An event that never happened. */
        INVENTED,
        /** An event of a transaction, or of a part of one, that was rolled back. */
        ROLLED_BACK,
        /** A reader could see one part of a database transaction without the other. */
        TORN_TRANSACTION,
        /** In one partition, changes, or statements about tables, stand in another order than they were made. */
        TRANSACTION_ORDER,
        /** Records of one row, or with one key, stand in several partitions of a topic: nothing keeps their order for a reader. */
        SEVERAL_PARTITIONS,
        /** A record has columns the table did not have then, or lacks some it had. */
        WRONG_SCHEMA,
        /** A value differs from the source. */
        WRONG_VALUE,
        /** A value is only the beginning of what the source has. */
        TRUNCATED_VALUE
    }

    @Override
    public String toString() {
        return kind + " " + key + ": " + detail;
    }
}
