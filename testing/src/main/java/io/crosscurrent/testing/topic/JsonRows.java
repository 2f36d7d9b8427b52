/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.topic;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.testing.history.RowEvent;
import io.crosscurrent.testing.history.RowId;
import io.crosscurrent.testing.history.SeenRow;
import io.crosscurrent.testing.history.SeenValue;
import io.crosscurrent.testing.shape.KeyKind;
import java.util.HashMap;
import java.util.Map;

/** What the forms share: an object of columns becomes a row. */
final class JsonRows {
    private JsonRows() {}

    static SeenRow row(
            MessageForm form, SeenRow.Place place, String schema, String table, String operation, JsonNode columns) {
        Map<String, SeenValue> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : columns.properties()) {
            JsonNode value = field.getValue();
            if (value.isContainerNode()) {
                throw new IllegalArgumentException("column " + field.getKey() + " has no plain value: " + columns);
            }
            if (!value.isNull()) {
                values.put(field.getKey(), new SeenValue(value.asText(), value.isTextual()));
            }
        }
        SeenValue version = values.get("version");
        if (version == null) {
            throw new IllegalArgumentException("a row without its version: " + columns);
        }
        String key = KeyKind.of(values.keySet()).text(column -> {
            String text = values.get(column).text();
            return column.equals("id_token")
                    ? form.text(io.crosscurrent.testing.shape.ValueKind.FIXED_BINARY, values.get(column))
                    : text;
        });
        return new SeenRow(
                place,
                new RowId(schema + "." + table, key),
                new RowEvent(operation, Long.parseLong(version.text())),
                values);
    }
}
