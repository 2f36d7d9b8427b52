/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.table.TableId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables as short JSON, to be stored as state: {@code {"v":1,"s":schema,"t":table,"c":collation,"k":[key indexes],"cols":[[name, type,
 * flags, charset, length, precision, scale, members…], …]}}; flags are 1 for unsigned and 2 for nullable.
 */
public final class MySqlTableCodec {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;
    private static final int UNSIGNED = 1;
    private static final int NULLABLE = 2;
    private static final int FIXED_FIELDS = 7;

    private MySqlTableCodec() {}

    /** One line. */
    public static String write(MySqlTable table) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("v", VERSION);
            json.writeStringField("s", table.id().schema());
            json.writeStringField("t", table.id().name());
            json.writeStringField("c", table.table().collation());
            json.writeArrayFieldStart("k");
            for (int index : table.table().primaryKey()) {
                json.writeNumber(index);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("cols");
            for (MySqlColumn column : table.columns()) {
                write(column, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static void write(MySqlColumn column, JsonGenerator json) throws IOException {
        json.writeStartArray();
        json.writeString(column.name());
        json.writeString(column.type().name());
        json.writeNumber((column.unsigned() ? UNSIGNED : 0) | (column.nullable() ? NULLABLE : 0));
        json.writeString(column.charset());
        json.writeNumber(column.length());
        json.writeNumber(column.precision());
        json.writeNumber(column.scale());
        for (String member : column.members()) {
            json.writeString(member);
        }
        json.writeEndArray();
    }

    /** @throws CrosscurrentException {@code source.state_unreadable} when this was not written by {@link #write} */
    public static MySqlTable read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json.path("v").asInt() != VERSION) {
                throw unreadable("its version is " + json.path("v"), null);
            }
            List<MySqlColumn> columns = new ArrayList<>();
            for (JsonNode fields : json.get("cols")) {
                List<String> members = new ArrayList<>();
                for (int i = FIXED_FIELDS; i < fields.size(); i++) {
                    members.add(fields.get(i).asText());
                }
                int flags = fields.get(2).asInt();
                columns.add(new MySqlColumn(
                        fields.get(0).asText(),
                        MySqlType.valueOf(fields.get(1).asText()),
                        (flags & UNSIGNED) != 0,
                        fields.get(3).asText(),
                        members,
                        fields.get(4).asLong(),
                        fields.get(5).asInt(),
                        fields.get(6).asInt(),
                        (flags & NULLABLE) != 0));
            }
            List<Integer> key = new ArrayList<>();
            json.get("k").forEach(index -> key.add(index.asInt()));
            TableId id = new TableId(json.get("s").asText(), json.get("t").asText());
            return MySqlTable.of(id, columns, key, json.get("c").asText());
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
            throw unreadable(e.getMessage(), e);
        }
    }

    private static CrosscurrentException unreadable(String reason, Exception cause) {
        return new CrosscurrentException(
                "source.state_unreadable",
                "The stored description of a table cannot be read: " + reason,
                "Reload the task; the state was written by another version of Crosscurrent.",
                cause);
    }
}
