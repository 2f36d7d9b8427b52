/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import io.crosscurrent.core.table.Table;

/** What to do with the rows of one version of one table: compiled once, only run per row. Immutable. */
public abstract class TablePlan {
    /** The table this plan was compiled for. */
    public abstract Table table();

    /** Where its records go. */
    public abstract String topic();

    /** Whether the Kafka key is the primary key of the table, so that equal keys are equal rows. */
    public abstract boolean keyedByPrimaryKey();
}
