/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import io.crosscurrent.core.encoding.MessageSettings;
import io.crosscurrent.core.table.Table;
import io.crosscurrent.core.table.TableId;
import java.util.List;

/** A parsed and checked {@code TableMappings} document. Immutable. */
public interface TableMappings {
    /** {@code table-type} of object locators, as far as a single object has one. */
    enum Kind {
        TABLE,
        VIEW
    }

    /**
     * @param json the document, at most 2 MB
     * @throws MappingException {@code mapping.…}, with every error, each naming rule id and path
     */
    static TableMappings parse(String json) {
        return MappingParser.parse(json);
    }

    /** Whether a selection rule takes this table: an include or explicit matches and no exclude does. */
    default boolean selects(TableId table) {
        return selects(table, Kind.TABLE);
    }

    /** The same for a table or view: rules speak of tables unless their {@code table-type} says otherwise. */
    boolean selects(TableId table, Kind kind);

    /**
     * {@code load-order} of the rule that selects the table: higher loads first; 0 when it has none. Where several rules
     * select it, exact names go before wildcards, then the lower rule id counts; so it is with filters.
     */
    int loadOrder(TableId table);

    /** The topics that object-mapping rules name, sorted. The topic of the endpoint is not among them. */
    List<String> topics();

    /**
     * Compiles the rules for one version of a selected table.
     *
     * @throws MappingException when a rule names a column the table does not have
     */
    TablePlan plan(Table table, MessageSettings settings);
}
