/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The order of a table's rows and of the statements about it, in one partition. Only its one writer makes statements about a table,
 * so the ids of transactions tell what was before and what after. One anomaly a table.
 */
final class TableOrder {
    private final Map<String, Long> lastStatement = new HashMap<>();
    private final Map<String, Long> lastChange = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    /** @param event what a record tells of; null when that is not known */
    Optional<Anomaly> statement(TableEvent event, String place) {
        if (event == null) {
            return Optional.empty();
        }
        lastStatement.merge(event.table(), event.place(), Math::max);
        Long change = lastChange.get(event.table());
        return change != null && change > event.place()
                ? found(
                        event.table(),
                        event.kind() + " at " + place + " comes after a change of transaction " + change
                                + ", which was made after it")
                : Optional.empty();
    }

    Optional<Anomaly> change(Change change, String place) {
        String table = change.row().table();
        lastChange.merge(table, change.transaction(), Math::max);
        Long statement = lastStatement.get(table);
        return statement != null && change.transaction() < statement
                ? found(
                        table,
                        change.row() + " " + change.event() + " at " + place
                                + " comes after a statement about the table that was made after it")
                : Optional.empty();
    }

    private Optional<Anomaly> found(String table, String detail) {
        return told.add(table)
                ? Optional.of(new Anomaly(Anomaly.Kind.TRANSACTION_ORDER, "table " + table, detail))
                : Optional.empty();
    }
}
