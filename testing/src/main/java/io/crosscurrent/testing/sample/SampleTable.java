/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;

/**
 * One table with its rows.
 *
 * @param name without the schema
 * @param columns column names, in the order of the values of each row
 * @param definition what stands between the parentheses of CREATE TABLE
 * @param rows values: String, Integer, BigDecimal, LocalDate or null
 */
public record SampleTable(String name, List<String> columns, String definition, List<List<Object>> rows) {
    public SampleTable {
        columns = List.copyOf(columns);
        List<List<Object>> copy = new ArrayList<>(rows.size());
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of %s has %d values for %d columns".formatted(name, row.size(), columns.size()));
            }
            copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        rows = Collections.unmodifiableList(copy);
    }

    /** The value of a column in one row, null for NULL. */
    public Object value(List<Object> row, String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("table %s has no column %s".formatted(name, column));
        }
        return row.get(index);
    }

    String createStatement(String schema) {
        return "CREATE TABLE %s.%s (\n%s\n) ENGINE=InnoDB DEFAULT CHARSET=latin1".formatted(schema, name, definition);
    }

    /** INSERT statements of at most {@code rowsPerStatement} rows each. */
    List<String> insertStatements(String schema, int rowsPerStatement) {
        List<String> statements = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += rowsPerStatement) {
            StringJoiner values = new StringJoiner(",\n");
            for (List<Object> row : rows.subList(from, Math.min(rows.size(), from + rowsPerStatement))) {
                values.add(literals(row));
            }
            statements.add(insertHead(schema) + values);
        }
        return statements;
    }

    /** INSERT of one row that may be there already: then nothing happens. */
    String insertIfMissing(String schema, List<Object> row) {
        return "INSERT IGNORE" + insertHead(schema).substring("INSERT".length()) + literals(row);
    }

    private String insertHead(String schema) {
        return "INSERT INTO %s.%s (%s) VALUES ".formatted(schema, name, String.join(", ", columns));
    }

    private static String literals(List<Object> row) {
        StringJoiner literals = new StringJoiner(", ", "(", ")");
        for (Object value : row) {
            literals.add(literal(value));
        }
        return literals.toString();
    }

    private static String literal(Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Number) {
            return value.toString();
        }
        String text = value.toString()
                .replace("\\", "\\\\")
                .replace("'", "''")
                .replace("\r", "\\r")
                .replace("\n", "\\n");
        return "'" + text + "'";
    }
}
