/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What visible records say of one table. */
final class ObservedTable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ObservedTable() {}

    /** Data records of the table, in order. */
    static List<JsonNode> changes(RecordingSink sink, String table) {
        List<JsonNode> changes = new ArrayList<>();
        for (RecordingSink.Visible record : sink.records()) {
            if (record.topic().equals("changes")) {
                JsonNode node = json(record.value());
                if (node.at("/metadata/record-type").asText().equals("data")
                        && node.at("/metadata/table-name").asText().equals(table)) {
                    changes.add(node);
                }
            }
        }
        return changes;
    }

    /** Data and control records of the tables of a database, in order. */
    static List<JsonNode> messages(RecordingSink sink, String schema) {
        List<JsonNode> messages = new ArrayList<>();
        for (RecordingSink.Visible record : sink.records()) {
            if (record.topic().equals("changes")) {
                JsonNode node = json(record.value());
                if (node.at("/metadata/schema-name").asText().equals(schema)) {
                    messages.add(node);
                }
            }
        }
        return messages;
    }

    /** Operations of the control records of the table, in order. */
    static List<String> controls(RecordingSink sink, String table) {
        List<String> operations = new ArrayList<>();
        for (RecordingSink.Visible record : sink.records()) {
            if (record.topic().equals("changes")) {
                JsonNode metadata = json(record.value()).get("metadata");
                if (metadata.path("record-type").asText().equals("control")
                        && metadata.path("table-name").asText().equals(table)) {
                    operations.add(metadata.path("operation").asText());
                }
            }
        }
        return operations;
    }

    /** The last registry record under the key. */
    static JsonNode registry(RecordingSink sink, String key) {
        JsonNode last = null;
        for (RecordingSink.Visible record : sink.records()) {
            if (record.topic().equals("registry") && key.equals(record.key())) {
                last = json(record.value());
            }
        }
        return last;
    }

    /** The table as its changes leave it: row by key. */
    static Map<String, JsonNode> fold(RecordingSink sink, String table, String... key) {
        Map<String, JsonNode> rows = new LinkedHashMap<>();
        for (JsonNode change : changes(sink, table)) {
            StringBuilder name = new StringBuilder();
            for (String column : key) {
                name.append(change.at("/data/" + column).asText()).append('|');
            }
            if (change.at("/metadata/operation").asText().equals("delete")) {
                rows.remove(name.toString());
            } else {
                rows.put(name.toString(), change.get("data"));
            }
        }
        return rows;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }
}
