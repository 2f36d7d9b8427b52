/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.core.registry.RegistryRecord.CapturedColumn;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.server.connector.ConnectorConfiguration.Format;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of a table as messages of Debezium show them: from the schema that a message carries, or, where there is none,
 * guessed from values. Types are those of the JSON, not of the database: what Debezium writes as a number of days is a
 * number.
 *
 * @see <a href="https://debezium.io/documentation/reference/stable/connectors/postgresql.html#postgresql-events">Debezium:
 *     data change events</a>
 */
record EnvelopeShape(List<CapturedColumn> columns, List<String> key) {
    private static final int LARGEST_DECIMAL = 38;

    /** @param key may be null; @param value never a tombstone */
    record Message(JsonNode key, JsonNode value) {}

    /** @return empty when the newest message is no envelope; @param messages oldest first, not empty */
    static Optional<EnvelopeShape> of(List<Message> messages, Format format) {
        Message newest = messages.get(messages.size() - 1);
        JsonNode payload = format.schemas() ? newest.value().path("payload") : newest.value();
        boolean envelope = payload.has("op") && (payload.has("before") || payload.has("after"));
        if (!envelope) {
            return Optional.empty();
        }
        List<String> key = key(newest.key());
        List<CapturedColumn> columns =
                format.schemas() ? declared(newest.value().path("schema"), format) : guessed(messages);
        boolean complete = columns.stream().map(CapturedColumn::name).toList().containsAll(key);
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(new EnvelopeShape(columns, complete ? key : List.of()));
    }

    private static List<String> key(JsonNode message) {
        if (message == null) {
            return List.of();
        }
        JsonNode payload = message.has("schema") && message.has("payload") ? message.get("payload") : message;
        List<String> names = new ArrayList<>();
        payload.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<CapturedColumn> declared(JsonNode schema, Format format) {
        List<CapturedColumn> columns = new ArrayList<>();
        for (JsonNode part : schema.path("fields")) {
            if (part.path("field").asText().equals("after")) {
                part.path("fields").forEach(field -> columns.add(column(field, format)));
            }
        }
        return columns;
    }

    private static CapturedColumn column(JsonNode field, Format format) {
        String name = field.path("field").asText();
        boolean nullable = field.path("optional").asBoolean(true);
        boolean decimal = field.path("name").asText().equals("org.apache.kafka.connect.data.Decimal");
        if (decimal && format.decimals()) {
            int precision = field.at("/parameters/connect.decimal.precision").asInt(LARGEST_DECIMAL);
            int scale = field.at("/parameters/scale").asInt(0);
            return new CapturedColumn(name, ColumnType.DECIMAL, 0, precision, scale, nullable);
        }
        ColumnType type =
                switch (field.path("type").asText()) {
                    case "boolean" -> ColumnType.BOOLEAN;
                    case "int8" -> ColumnType.INT8;
                    case "int16" -> ColumnType.INT16;
                    case "int32" -> ColumnType.INT32;
                    case "int64" -> ColumnType.INT64;
                    case "float", "float32" -> ColumnType.FLOAT;
                    case "double", "float64" -> ColumnType.DOUBLE;
                    case "bytes" -> ColumnType.BYTES;
                    // Structures, arrays and maps are read as their JSON.
                    default -> ColumnType.STRING;
                };
        return new CapturedColumn(name, type, 0, 0, 0, nullable);
    }

    private static List<CapturedColumn> guessed(List<Message> messages) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        for (Message message : messages) {
            for (String part : List.of("before", "after")) {
                message.value()
                        .path(part)
                        .properties()
                        .forEach(each -> types.merge(each.getKey(), guess(each.getValue()), EnvelopeShape::wider));
            }
        }
        List<CapturedColumn> columns = new ArrayList<>();
        types.forEach((name, type) -> columns.add(
                new CapturedColumn(name, type == ColumnType.TEXT ? ColumnType.STRING : type, 0, 0, 0, true)));
        return columns;
    }

    /** TEXT stands for a null, which says nothing. */
    private static ColumnType guess(JsonNode value) {
        if (value.isNull()) {
            return ColumnType.TEXT;
        }
        if (value.isBoolean()) {
            return ColumnType.BOOLEAN;
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return ColumnType.INT64;
        }
        return value.isNumber() && !value.isIntegralNumber() ? ColumnType.DOUBLE : ColumnType.STRING;
    }

    private static ColumnType wider(ColumnType one, ColumnType other) {
        if (one == other || other == ColumnType.TEXT) {
            return one;
        }
        if (one == ColumnType.TEXT) {
            return other;
        }
        boolean numbers = (one == ColumnType.INT64 || one == ColumnType.DOUBLE)
                && (other == ColumnType.INT64 || other == ColumnType.DOUBLE);
        return numbers ? ColumnType.DOUBLE : ColumnType.STRING;
    }
}
