/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.schema.MySqlColumn;
import io.crosscurrent.mysql.schema.MySqlTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The statements of a table's load. Identifiers are quoted here and nowhere else. Immutable. */
record RangeSql(MySqlTable table, KeyShape shape) {
    /** A statement and its parameters. */
    record Statement(String text, List<Object> parameters) {}

    static String quoted(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    static String quoted(TableId id) {
        return quoted(id.schema()) + "." + quoted(id.name());
    }

    /** All rows of a range, in key order. Columns are named one by one: {@code *} would leave invisible ones out. */
    Statement rows(KeyRange range) {
        List<Object> parameters = new ArrayList<>();
        String where = where(range, parameters);
        String order = shape.indexes().isEmpty() ? "" : " ORDER BY " + keyColumns();
        return new Statement("SELECT " + columns(table) + " FROM " + quoted(table.id()) + where + order, parameters);
    }

    /**
     * All rows of several tables with the same columns, in one result. Before its columns stands one named {@code number}: two bytes
     * that tell the table's place in the list.
     */
    static Statement joint(List<MySqlTable> tables, String number) {
        String columns = jointColumns(tables.get(0));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tables.size(); i++) {
            text.append(i == 0 ? "SELECT X'" : " UNION ALL SELECT X'")
                    .append("%04x".formatted(i))
                    .append(i == 0 ? "' AS " + quoted(number) + ", " : "', ")
                    .append(columns)
                    .append(" FROM ")
                    .append(quoted(tables.get(i).id()));
        }
        return new Statement(text.toString(), List.of());
    }

    private static String jointColumns(MySqlTable table) {
        return table.columns().stream()
                .map(column -> JointRead.handedOn(column, quoted(column.name())))
                .collect(Collectors.joining(", "));
    }

    /** Characters that the table takes in {@link #joint}, about. */
    int jointLength() {
        return 60 + jointColumns(table).length() + quoted(table.id()).length();
    }

    /** The key of the row {@code rows} rows after the beginning of {@code range}, if there is one in it. */
    Statement endOfRange(KeyRange range, int rows) {
        List<Object> parameters = new ArrayList<>();
        String where = where(range, parameters);
        return new Statement(
                "SELECT " + selectedKey() + " FROM " + quoted(table.id()) + where + " ORDER BY " + keyColumns()
                        + " LIMIT 1 OFFSET " + (rows - 1),
                parameters);
    }

    /** First and last key, no row when the table is empty. */
    Statement edge(boolean last) {
        return new Statement(
                "SELECT " + selectedKey() + " FROM " + quoted(table.id()) + " ORDER BY "
                        + shape.columns().stream()
                                .map(column -> quoted(column.name()) + (last ? " DESC" : ""))
                                .collect(Collectors.joining(", "))
                        + " LIMIT 1",
                List.of());
    }

    private static String columns(MySqlTable table) {
        return table.table().columns().stream()
                .map(Column::name)
                .map(RangeSql::quoted)
                .collect(Collectors.joining(", "));
    }

    /** Key columns in the order of the table. */
    private String selectedKey() {
        return shape.indexes().stream()
                .sorted()
                .map(index -> quoted(table.columns().get(index).name()))
                .collect(Collectors.joining(", "));
    }

    private String keyColumns() {
        return shape.columns().stream()
                .map(MySqlColumn::name)
                .map(RangeSql::quoted)
                .collect(Collectors.joining(", "));
    }

    private String where(KeyRange range, List<Object> parameters) {
        List<String> conditions = new ArrayList<>();
        if (range.low() != null) {
            conditions.add(beyond(range.low(), ">", parameters));
        }
        if (range.high() != null) {
            conditions.add(beyond(range.high(), "<", parameters));
        }
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    /**
     * Spelled out, because the optimizer has no range access for comparisons of rows: {@code k1 > ? OR (k1 = ? AND k2 > ?)}.
     * {@code >} excludes the key itself, {@code <} includes it.
     */
    private String beyond(Key key, String comparison, List<Object> parameters) {
        List<Object> values = shape.parameters(key);
        List<String> names = shape.columns().stream().map(c -> quoted(c.name())).toList();
        List<String> holders =
                shape.columns().stream().map(KeyShape::placeholder).toList();
        String condition = nested(0, comparison, names, holders, values, parameters);
        // A plain condition on the first column as well, which every optimizer can use.
        if (names.size() > 1) {
            condition = names.get(0) + " " + comparison + "= " + holders.get(0) + " AND (" + condition + ")";
            parameters.add(parameters.size() - (2 * names.size() - 1), values.get(0));
        }
        return condition;
    }

    private static String nested(
            int column,
            String comparison,
            List<String> names,
            List<String> holders,
            List<Object> values,
            List<Object> parameters) {
        String name = names.get(column);
        parameters.add(values.get(column));
        if (column == names.size() - 1) {
            return name + " " + comparison + (comparison.equals("<") ? "= " : " ") + holders.get(column);
        }
        parameters.add(values.get(column));
        return name + " " + comparison + " " + holders.get(column) + " OR (" + name + " = " + holders.get(column)
                + " AND (" + nested(column + 1, comparison, names, holders, values, parameters) + "))";
    }
}
