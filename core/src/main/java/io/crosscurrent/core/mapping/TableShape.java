/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import io.crosscurrent.core.mapping.TransformationRule.BeforeColumns;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.Table;
import io.crosscurrent.core.table.TableId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the transformation rules make of a table.
 *
 * @param table the source table, with the primary key of the rules where they define one
 * @param target what it is called in messages
 * @param names what each column is called in messages
 * @param hidden indexes of columns that are not written as they come: removed ones and those that are computed
 * @param computed in the order in which they are written, behind the columns
 * @param masks by column index
 * @param before names for old values inside of {@code data}, or null
 */
record TableShape(
        Table table,
        TableId target,
        List<String> names,
        Set<Integer> hidden,
        List<ComputedColumn> computed,
        Map<Integer, Mask> masks,
        BeforeColumns before) {
    /** Without rules: everything as it is. */
    static TableShape plain(Table table) {
        return new TableShape(
                table,
                table.id(),
                table.columns().stream().map(Column::name).toList(),
                Set.of(),
                List.of(),
                Map.of(),
                null);
    }
}
