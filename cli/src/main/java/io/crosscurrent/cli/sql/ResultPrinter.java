/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.cli.output.Output;
import io.crosscurrent.cli.output.RowLines;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prints the pages of one result as they come: a table with the kind of each change, or one JSON object a row. */
final class ResultPrinter {
    private static final Set<String> NUMBERS =
            Set.of("TINYINT", "SMALLINT", "INT", "BIGINT", "DECIMAL", "FLOAT", "DOUBLE");

    private final Output output;
    private final long limit;
    private RowLines lines;
    private long printed;

    /** @param limit rows after which it has enough */
    ResultPrinter(Output output, long limit) {
        this.output = output;
        this.limit = limit;
    }

    /** Prints one page. @return false when enough rows have been printed */
    boolean print(JsonNode page) {
        JsonNode columns = page.path("columns");
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : page.path("rows")) {
            if (printed + rows.size() < limit) {
                rows.add(cells(row));
            }
        }
        printed += rows.size();
        if (output.json()) {
            rows.forEach(row -> output.jsonLine(object(columns, row)));
        } else if (!rows.isEmpty()) {
            if (lines == null) {
                lines = new RowLines(header(columns), rows);
                output.line(lines.header(output.style()));
            }
            rows.forEach(row -> output.line(lines.row(row)));
        }
        return printed < limit;
    }

    long printed() {
        return printed;
    }

    private static List<String> header(JsonNode columns) {
        List<String> header = new ArrayList<>(List.of("op"));
        columns.forEach(column -> header.add(column.path("name").asText()));
        return header;
    }

    private static List<String> cells(JsonNode row) {
        List<String> cells = new ArrayList<>(List.of(row.path("kind").asText()));
        row.path("values").forEach(value -> cells.add(value.isNull() ? null : value.asText()));
        return cells;
    }

    private static Map<String, Object> object(JsonNode columns, List<String> row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("op", row.get(0));
        for (int i = 0; i < columns.size(); i++) {
            JsonNode column = columns.get(i);
            object.put(column.path("name").asText(), value(column.path("type").asText(), row.get(i + 1)));
        }
        return object;
    }

    private static Object value(String type, String text) {
        String base = type.split("[( ]", 2)[0];
        if (text == null) {
            return null;
        }
        if (base.equals("BOOLEAN")) {
            return Boolean.valueOf(text);
        }
        boolean finite = !text.contains("N") && !text.contains("I");
        return NUMBERS.contains(base) && finite ? new BigDecimal(text) : text;
    }
}
