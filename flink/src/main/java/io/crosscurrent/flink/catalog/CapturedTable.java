/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.catalog;

import io.crosscurrent.core.registry.RegistryRecord.Captured;
import io.crosscurrent.core.registry.RegistryRecord.CapturedColumn;
import io.crosscurrent.flink.format.DmsJsonFormatFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.types.DataType;

/** A captured table as Flink sees it: columns and primary key of the source, read from its topic from the start. */
final class CapturedTable {
    private static final int MAX_DECIMAL_DIGITS = 38;

    private CapturedTable() {}

    /** Free of secrets: {@link CatalogTableFactory} adds them when the table is read. */
    static CatalogTable of(Captured captured, String bootstrapServers) {
        return CatalogTable.newBuilder()
                .schema(schema(captured))
                .comment("Captured from %s.%s by task %s."
                        .formatted(captured.schema(), captured.table(), captured.taskId()))
                .options(options(captured, bootstrapServers))
                .build();
    }

    private static Schema schema(Captured captured) {
        Schema.Builder schema = Schema.newBuilder();
        for (CapturedColumn column : captured.columns()) {
            boolean key = captured.primaryKey().contains(column.name());
            // Other columns stay nullable: messages older than a column that was added as NOT NULL do not have it.
            schema.column(column.name(), key ? type(column).notNull() : type(column));
        }
        if (!captured.primaryKey().isEmpty()) {
            schema.primaryKey(captured.primaryKey());
        }
        return schema.build();
    }

    private static Map<String, String> options(Captured captured, String bootstrapServers) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("connector", "kafka");
        options.put("topic", captured.topic());
        options.put("properties.bootstrap.servers", bootstrapServers);
        options.put("properties.isolation.level", "read_committed");
        options.put("scan.startup.mode", "earliest-offset");
        if (captured.format().startsWith(Captured.DEBEZIUM_JSON)) {
            boolean schema = captured.format().equals(Captured.DEBEZIUM_JSON_WITH_SCHEMA);
            options.put("format", Captured.DEBEZIUM_JSON);
            options.put("debezium-json.schema-include", Boolean.toString(schema));
            return options;
        }
        options.put("format", DmsJsonFormatFactory.IDENTIFIER);
        options.put("dms-json.schema", captured.schema());
        options.put("dms-json.table", captured.table());
        if (captured.primaryKey().isEmpty()) {
            options.put("dms-json.changelog", "retract");
        }
        return options;
    }

    /** A type that holds every value of the column exactly. */
    static DataType type(CapturedColumn column) {
        return switch (column.type()) {
            case BOOLEAN -> DataTypes.BOOLEAN();
            case INT8 -> DataTypes.TINYINT();
            case INT16, UINT8 -> DataTypes.SMALLINT();
            case INT32, UINT16 -> DataTypes.INT();
            case INT64, UINT32 -> DataTypes.BIGINT();
            case UINT64 -> DataTypes.DECIMAL(20, 0);
            case DECIMAL ->
                column.precision() > MAX_DECIMAL_DIGITS
                        ? DataTypes.STRING()
                        : DataTypes.DECIMAL(column.precision(), column.scale());
            case FLOAT -> DataTypes.FLOAT();
            case DOUBLE -> DataTypes.DOUBLE();
            // A TIME of MySQL may be negative or longer than a day.
            case STRING, TEXT, JSON, TIME -> DataTypes.STRING();
            case BYTES, BLOB -> DataTypes.BYTES();
            case DATE -> DataTypes.DATE();
            case DATETIME -> DataTypes.TIMESTAMP(column.precision());
            case TIMESTAMP -> DataTypes.TIMESTAMP_LTZ(column.precision());
        };
    }
}
