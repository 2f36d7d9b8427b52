/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import io.crosscurrent.core.encoding.MessageSettings;
import io.crosscurrent.core.table.Table;
import io.crosscurrent.core.table.TableId;

/** A parsed and checked {@code TableMappings} document. Immutable. */
public interface TableMappings {
    /**
     * @param json the document, at most 2 MB
     * @throws io.crosscurrent.core.failure.CrosscurrentException {@code mapping.…}, naming rule id and path
     */
    static TableMappings parse(String json) {
        throw new UnsupportedOperationException("core.mapping.MappingParser");
    }

    /** Whether a selection rule takes this table: an include or explicit matches and no exclude does. */
    boolean selects(TableId table);

    /** {@code load-order} of the rule that selects the table: higher loads first; 0 when it has none. */
    int loadOrder(TableId table);

    /**
     * Compiles the rules for one version of a selected table.
     *
     * @throws io.crosscurrent.core.failure.CrosscurrentException when a rule names a column the table does not have
     */
    TablePlan plan(Table table, MessageSettings settings);
}
