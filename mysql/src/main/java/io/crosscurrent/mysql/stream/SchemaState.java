/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.source.ChangeSink.State;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.schema.MySqlColumn;
import io.crosscurrent.mysql.schema.MySqlTable;
import io.crosscurrent.mysql.schema.MySqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A table version as a state, so that a resumed task knows the schema that was valid at its position. */
final class SchemaState {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SchemaState() {}

    static String key(TableId id) {
        return "schema/" + id;
    }

    static State of(MySqlTable table) {
        ObjectNode root = JSON.createObjectNode();
        root.put("collation", table.table().collation());
        ArrayNode key = root.putArray("key");
        table.table().primaryKey().forEach(key::add);
        ArrayNode columns = root.putArray("columns");
        for (MySqlColumn column : table.columns()) {
            ObjectNode node = columns.addObject()
                    .put("name", column.name())
                    .put("type", column.type().name())
                    .put("unsigned", column.unsigned())
                    .put("charset", column.charset())
                    .put("length", column.length())
                    .put("precision", column.precision())
                    .put("scale", column.scale())
                    .put("nullable", column.nullable());
            ArrayNode members = node.putArray("members");
            column.members().forEach(members::add);
        }
        return new State(key(table.id()), Map.of("table", root.toString()));
    }

    /** A table that is gone. */
    static State dropped(TableId id) {
        return new State(key(id), Map.of("dropped", true));
    }

    /** Null when there is no version: never known, or dropped. */
    static MySqlTable read(TableId id, Map<String, Object> values) {
        if (values == null || !(values.get("table") instanceof String text)) {
            return null;
        }
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored schema of " + id + " is not JSON", e);
        }
        List<Integer> key = new ArrayList<>();
        root.get("key").forEach(index -> key.add(index.asInt()));
        List<MySqlColumn> columns = new ArrayList<>();
        for (JsonNode node : root.get("columns")) {
            List<String> members = new ArrayList<>();
            node.get("members").forEach(member -> members.add(member.asText()));
            columns.add(new MySqlColumn(
                    node.get("name").asText(),
                    MySqlType.valueOf(node.get("type").asText()),
                    node.get("unsigned").asBoolean(),
                    node.get("charset").asText(),
                    members,
                    node.get("length").asLong(),
                    node.get("precision").asInt(),
                    node.get("scale").asInt(),
                    node.get("nullable").asBoolean()));
        }
        return MySqlTable.of(id, columns, key, root.get("collation").asText());
    }
}
