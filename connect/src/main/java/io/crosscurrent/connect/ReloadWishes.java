/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.table.TableId;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads {@value ConnectorSettings#RELOAD_TABLES}: which tables are to be loaded once more. The task is restarted with the changed
 * configuration; it stores the number with the progress of the load, so that a later restart does not load again.
 */
final class ReloadWishes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReloadWishes() {}

    /** Number of the wish by table. @throws CrosscurrentException {@code task.settings_invalid} */
    static Map<TableId, Long> parse(String text) {
        Map<TableId, Long> wishes = new HashMap<>();
        JsonNode array = array(text);
        for (JsonNode wish : array) {
            String schema = wish.path("schema").asText("");
            String table = wish.path("table").asText("");
            long number = wish.path("number").asLong(0);
            if (schema.isEmpty() || table.isEmpty() || number <= 0) {
                throw invalid("has the element " + wish, null);
            }
            wishes.merge(new TableId(schema, table), number, Math::max);
        }
        return wishes;
    }

    private static JsonNode array(String text) {
        try {
            JsonNode node = JSON.readTree(text.isBlank() ? "[]" : text);
            if (node.isArray()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw invalid("is not JSON: " + e.getOriginalMessage(), e);
        }
        throw invalid("is no JSON array", null);
    }

    private static CrosscurrentException invalid(String what, Throwable cause) {
        return new CrosscurrentException(
                "task.settings_invalid",
                ConnectorSettings.RELOAD_TABLES + " " + what + ".",
                "Give [{\"schema\": \"...\", \"table\": \"...\", \"number\": 1}] with numbers above 0, or [] for none.",
                cause);
    }
}
