/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.workload;

import io.crosscurrent.testing.MySqlServer;
import io.crosscurrent.testing.history.SourceTable;
import io.crosscurrent.testing.shape.KeyKind;
import io.crosscurrent.testing.shape.TableShape.Column;
import io.crosscurrent.testing.shape.ValueKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a table so that the server itself makes text of each value: a driver only carries ASCII. */
final class SourcePrint {
    private SourcePrint() {}

    static SourceTable of(MySqlServer server, WorkTable table) {
        List<String> expressions = new ArrayList<>();
        for (String column : table.key().columns()) {
            expressions.add(keyPrint(table.key(), column) + " as `" + column + "`");
        }
        expressions.add("cast(version as char) as version");
        expressions.add("mark");
        List<Column> columns = table.shape().columns();
        for (Column column : columns) {
            expressions.add(column.kind().printed(column.name()) + " as " + WorkTable.quoted(column));
        }
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (Map<String, String> printed :
                server.query("select " + String.join(", ", expressions) + " from " + table.sql())) {
            Map<String, String> values = new HashMap<>();
            values.put("version", printed.get("version"));
            values.put("mark", printed.get("mark"));
            for (Column column : columns) {
                String text = column.kind().text(printed.get(column.name()));
                if (text != null) {
                    values.put(column.name(), text);
                }
            }
            rows.put(table.key().text(column -> keyText(table.key(), printed.get(column))), values);
        }
        return new SourceTable(table.id(), table.shapes(), rows);
    }

    private static String keyPrint(KeyKind key, String column) {
        return switch (key) {
            case NUMERIC, COMPOSITE -> "cast(" + column + " as char)";
            case TEXT -> ValueKind.UTF8.printed(column);
            case BINARY -> ValueKind.FIXED_BINARY.printed(column);
        };
    }

    private static String keyText(KeyKind key, String printed) {
        return key == KeyKind.TEXT ? ValueKind.UTF8.text(printed) : printed;
    }
}
