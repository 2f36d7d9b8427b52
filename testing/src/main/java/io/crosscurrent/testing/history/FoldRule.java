/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

import io.crosscurrent.testing.shape.TableShape;
import io.crosscurrent.testing.shape.TableShape.Column;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the last record of a row must say when the source stands still. Columns are compared as the table had them when the
 * record was made: a statement about the table changes rows without telling of each.
 */
final class FoldRule {
    private final History history;
    private final ValueForm form;

    FoldRule(History history, ValueForm form) {
        this.history = history;
        this.form = form;
    }

    /** A row the source has. @param seen its last record, or null */
    Optional<Anomaly> check(RowId row, SeenRow seen, SourceTable table, Map<String, String> values) {
        List<Change> changes = history.of(row);
        RowEvent newest =
                changes.isEmpty() ? null : changes.get(changes.size() - 1).event();
        boolean moved = newest != null && newest.operation().equals("appear");
        String version = values.get("version");
        if (newest == null || !version.equals(Long.toString(newest.version()))) {
            throw new IllegalStateException(
                    "the source has " + row + " with version " + version + ", the history has " + newest);
        }
        if (seen == null || !seen.event().alive()) {
            return moved ? Optional.empty() : found(Anomaly.Kind.LOST_ROW, row, "the source has version " + version);
        }
        if (seen.event().version() != newest.version()) {
            return moved
                    ? Optional.empty()
                    : found(
                            Anomaly.Kind.WRONG_VALUE,
                            row,
                            "the last record is " + seen.event() + ", the source has version " + version);
        }
        TableShape made = shapeAt(newest.version(), changes, table);
        Optional<Anomaly> wrong = differences(row, seen, made, table.shape(), values);
        if (wrong.isEmpty() || !seen.event().operation().equals("load")) {
            return wrong;
        }
        // A row may have been loaded long after its last change, with the columns of that moment.
        List<TableShape> later = table.shapes()
                .subList(
                        Math.max(0, table.shapes().indexOf(made)),
                        table.shapes().size());
        boolean fits = later.stream().anyMatch(shape -> differences(row, seen, shape, table.shape(), values)
                .isEmpty());
        return fits ? Optional.empty() : wrong;
    }

    /** A row the source does not have. */
    Optional<Anomaly> checkGone(RowId row, SeenRow seen) {
        List<Change> changes = history.of(row);
        boolean silently = !changes.isEmpty()
                && changes.get(changes.size() - 1).event().operation().equals("vanish");
        return !seen.event().alive() || silently
                ? Optional.empty()
                : found(Anomaly.Kind.INVENTED, row, "the source has no such row, the last record is " + seen.event());
    }

    /** The columns when a version came to be: a row that a renamed table takes away and brings back keeps its version. */
    private static TableShape shapeAt(long version, List<Change> changes, SourceTable table) {
        for (Change change : changes) {
            if (change.event().alive() && change.event().version() == version) {
                return change.shape();
            }
        }
        return table.shape();
    }

    private Optional<Anomaly> differences(
            RowId row, SeenRow seen, TableShape made, TableShape now, Map<String, String> values) {
        for (String name : seen.values().keySet()) {
            if (!made.has(name)) {
                return found(
                        Anomaly.Kind.WRONG_SCHEMA, row, "the table had no column " + name + ", at " + seen.place());
            }
        }
        for (Column column : made.columns()) {
            Optional<Column> current = now.byIdentity(column.identity());
            if (current.isPresent()) {
                String expected = values.get(current.get().name());
                Optional<Anomaly> wrong = value(row, seen, column, expected);
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Anomaly> value(RowId row, SeenRow seen, Column column, String expected) {
        SeenValue value = seen.values().get(column.name());
        if (value == null || expected == null) {
            return value == null && expected == null
                    ? Optional.empty()
                    : different(Anomaly.Kind.WRONG_VALUE, row, seen, column, expected, value);
        }
        String text;
        try {
            text = form.text(column.kind(), value);
        } catch (IllegalArgumentException e) {
            return different(Anomaly.Kind.WRONG_VALUE, row, seen, column, expected, value);
        }
        if (SameValue.same(column.kind(), text, expected, form.spellsDocumentsAsTheSource())) {
            return Optional.empty();
        }
        boolean beginning = value.quoted() && expected.startsWith(text);
        return different(
                beginning ? Anomaly.Kind.TRUNCATED_VALUE : Anomaly.Kind.WRONG_VALUE,
                row,
                seen,
                column,
                expected,
                value);
    }

    private static Optional<Anomaly> different(
            Anomaly.Kind kind, RowId row, SeenRow seen, Column column, String expected, SeenValue value) {
        return found(
                kind,
                row,
                "%s (%s) is %s, the source has %s, at %s"
                        .formatted(
                                column.name(),
                                column.kind(),
                                value == null ? "missing" : shown(value.text()),
                                expected == null ? "NULL" : shown(expected),
                                seen.place()));
    }

    private static Optional<Anomaly> found(Anomaly.Kind kind, RowId row, String detail) {
        return Optional.of(new Anomaly(kind, row.toString(), detail));
    }

    private static String shown(String text) {
        return text.length() <= 200 ? "'" + text + "'" : "'" + text.substring(0, 200) + "…' of " + text.length();
    }
}
