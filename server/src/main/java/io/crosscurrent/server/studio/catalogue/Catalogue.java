/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.catalogue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.registry.RegistryRecord.Captured;
import io.crosscurrent.core.registry.RegistryRecord.CapturedColumn;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.registry.RegistryView;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Captured tables with their columns, by schema; read from the registry, so it asks neither Flink nor a database. */
public final class Catalogue {
    private final RegistryView registry;

    public Catalogue(RegistryView registry) {
        this.registry = registry;
    }

    public ArrayNode describe() {
        Map<String, Map<String, Captured>> databases = new TreeMap<>();
        for (Captured table : registry.captured()) {
            if (!table.dropped()) {
                databases
                        .computeIfAbsent(table.schema(), name -> new TreeMap<>())
                        .put(table.table(), table);
            }
        }
        ArrayNode out = PojoCodec.object().putArray("databases");
        databases.forEach((name, tables) -> {
            ObjectNode database = out.addObject().put("database", name);
            ArrayNode list = database.putArray("tables");
            tables.values().forEach(table -> describe(table, list.addObject()));
        });
        return out;
    }

    private static void describe(Captured table, ObjectNode out) {
        out.put("name", table.table()).put("topic", table.topic());
        ArrayNode columns = out.putArray("columns");
        for (CapturedColumn column : table.columns()) {
            columns.addObject()
                    .put("name", column.name())
                    .put("type", type(column))
                    .put("key", table.primaryKey().contains(column.name()));
        }
    }

    /** As Flink SQL sees it, in the words people use. */
    private static String type(CapturedColumn column) {
        return switch (column.type()) {
            case INT8 -> "tinyint";
            case INT16, UINT8 -> "smallint";
            case INT32, UINT16 -> "int";
            case INT64, UINT32 -> "bigint";
            case UINT64 -> "decimal(20,0)";
            case DECIMAL -> "decimal(" + column.precision() + "," + column.scale() + ")";
            case STRING -> column.length() > 0 ? "string(" + column.length() + ")" : "string";
            case DATETIME -> "timestamp(" + column.precision() + ")";
            case TIMESTAMP -> "timestamp_ltz(" + column.precision() + ")";
            case BOOLEAN, FLOAT, DOUBLE, TEXT, JSON, BYTES, BLOB, DATE, TIME ->
                column.type().name().toLowerCase(Locale.ROOT);
        };
    }
}
