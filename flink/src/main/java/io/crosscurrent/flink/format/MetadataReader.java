/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;

/** Reads {@code metadata}: what decides over the message, and the values asked for. Not safe for several threads. */
final class MetadataReader {
    private final List<MessageMetadata> wanted;
    private final ValueReader[] readers;
    private final Object[] values;
    private final Map<String, Integer> indexes = new HashMap<>();
    private boolean present;
    private String timestamp;
    private String recordType;
    private String operation;
    private String schema;
    private String table;

    MetadataReader(List<MessageMetadata> wanted) {
        this.wanted = wanted;
        this.readers = new ValueReader[wanted.size()];
        this.values = new Object[wanted.size()];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = ValueReader.of(wanted.get(i).type().getLogicalType());
            indexes.put(wanted.get(i).key(), i);
        }
    }

    void reset() {
        present = false;
        timestamp = null;
        recordType = null;
        operation = null;
        schema = null;
        table = null;
        Arrays.fill(values, null);
    }

    /** The parser stands at the object's start and is left at its end. */
    void read(JsonParser json, byte[] message) throws IOException {
        present = true;
        String name;
        while ((name = json.nextFieldName()) != null) {
            JsonToken value = json.nextToken();
            switch (name) {
                case "timestamp" -> timestamp = json.getText();
                case "record-type" -> recordType = json.getText();
                case "operation" -> operation = json.getText();
                case "schema-name" -> schema = json.getText();
                case "table-name" -> table = json.getText();
                default -> {}
            }
            Integer index = indexes.get(name);
            if (index != null && value != JsonToken.VALUE_NULL) {
                values[index] = value(json, message, index);
            }
            json.skipChildren();
        }
    }

    private Object value(JsonParser json, byte[] message, int index) throws IOException {
        try {
            return readers[index].read(json, message);
        } catch (UnreadableValueException e) {
            throw new IOException("metadata.%s cannot be \"%s\": %s"
                    .formatted(wanted.get(index).key(), json.getText(), e.getMessage()));
        }
    }

    /** Sets the values asked for, from field {@code first} on. */
    void appendTo(GenericRowData row, int first) {
        for (int i = 0; i < values.length; i++) {
            row.setField(first + i, values[i]);
        }
    }

    boolean present() {
        return present;
    }

    boolean control() {
        return "control".equals(recordType);
    }

    /** Null filters let everything pass. */
    boolean of(String wantedSchema, String wantedTable) {
        return (wantedSchema == null || wantedSchema.equals(schema))
                && (wantedTable == null || wantedTable.equals(table));
    }

    String operation() {
        return operation;
    }

    /** For error messages: which message it was, as far as it told. */
    String describe() {
        return present ? "%s of %s.%s made at %s".formatted(operation, schema, table, timestamp) : "without metadata";
    }
}
