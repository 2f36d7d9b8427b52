/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.registry.RegistryRecord.CapturedColumn;
import io.crosscurrent.core.table.ColumnType;
import java.util.List;

/** The {@code table-def} of control records: columns as they stand in {@code data}, with the type names used there. */
final class TableDefinition {
    private TableDefinition() {}

    static void of(TablePlan plan, ObjectNode definition) {
        ObjectNode columns = definition.putObject("columns");
        for (CapturedColumn column : plan.capturedColumns()) {
            describe(column, columns.putObject(column.name()));
        }
        List<String> key = plan.capturedKey();
        if (!key.isEmpty()) {
            ArrayNode names = definition.putArray("primary-key");
            key.forEach(names::add);
        }
        if (!plan.table().collation().isEmpty()) {
            definition.put("collation-name", plan.table().collation());
        }
    }

    /** The {@code column} of a control record about one column; only its name when {@code data} does not have it. */
    static void column(TablePlan plan, String name, ObjectNode definition) {
        definition.put("name", name);
        for (CapturedColumn column : plan.capturedColumns()) {
            if (column.name().equals(name)) {
                describe(column, definition);
            }
        }
    }

    /** The table the service keeps apply errors in; its creation is the first record of every task. */
    static void exceptions(ObjectNode definition) {
        ObjectNode columns = definition.putObject("columns");
        text(columns, "TASK_NAME", 128, false);
        text(columns, "TABLE_OWNER", 128, false);
        text(columns, "TABLE_NAME", 128, false);
        columns.putObject("ERROR_TIME").put("type", "TIMESTAMP").put("nullable", false);
        columns.putObject("STATEMENT").put("type", "NCLOB").put("nullable", false);
        columns.putObject("ERROR").put("type", "NCLOB").put("nullable", false);
    }

    private static void text(ObjectNode columns, String name, int length, boolean nullable) {
        columns.putObject(name).put("type", "WSTRING").put("length", length).put("nullable", nullable);
    }

    private static void describe(CapturedColumn column, ObjectNode definition) {
        definition.put("type", typeName(column.type()));
        if (column.length() > 0 && (column.type() == ColumnType.STRING || column.type() == ColumnType.BYTES)) {
            definition.put("length", column.length());
        }
        if (column.type() == ColumnType.DECIMAL) {
            definition.put("precision", column.precision()).put("scale", column.scale());
        }
        definition.put("nullable", column.nullable());
    }

    /** TIME is text, as in data records; JSON is large text. */
    private static String typeName(ColumnType type) {
        return switch (type) {
            case BOOLEAN, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, FLOAT, DOUBLE, BYTES, BLOB, DATE ->
                type.name();
            case DECIMAL -> "NUMERIC";
            case STRING -> "WSTRING";
            case TEXT -> "NCLOB";
            case JSON -> "CLOB";
            case TIME -> "STRING";
            case DATETIME, TIMESTAMP -> "TIMESTAMP";
        };
    }
}
