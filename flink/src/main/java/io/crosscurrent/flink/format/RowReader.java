/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Reads one JSON object into a row, by name. Not safe for use by several threads.
 *
 * <p>Values that do not fit are remembered, not thrown: whether the message is ours at all is known only once its
 * {@code metadata} was read, and that usually stands behind {@code data}.
 */
final class RowReader {
    private static final int SHOWN_CHARS = 80;
    private final RowType type;
    private final int arity;
    private final ValueReader[] readers;
    private final Map<String, Integer> indexes = new HashMap<>();
    private String complaint;

    /** {@code arity} is the number of fields of the rows made; those behind the columns of {@code type} stay null. */
    RowReader(RowType type, int arity) {
        this.type = type;
        this.arity = arity;
        this.readers = new ValueReader[type.getFieldCount()];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = ValueReader.of(type.getTypeAt(i));
            indexes.put(type.getFieldNames().get(i), i);
        }
    }

    /** Forgets the complaint of the message before. */
    void reset() {
        complaint = null;
    }

    /** What is wrong with the values read since {@link #reset}, the first of them; null when nothing is. */
    String complaint() {
        return complaint;
    }

    /** The parser stands at the object's start and is left at its end. */
    GenericRowData read(JsonParser json, byte[] message) throws IOException {
        GenericRowData row = new GenericRowData(arity);
        String name;
        while ((name = json.nextFieldName()) != null) {
            JsonToken value = json.nextToken();
            Integer index = indexes.get(name);
            if (index != null && value != JsonToken.VALUE_NULL) {
                row.setField(index, value(json, message, index));
            }
            json.skipChildren();
        }
        for (int i = 0; i < readers.length; i++) {
            if (complaint == null && row.isNullAt(i) && !type.getTypeAt(i).isNullable()) {
                complaint = "column %s is NOT NULL (%s) but the message has no value for it"
                        .formatted(
                                type.getFieldNames().get(i), type.getTypeAt(i).asSummaryString());
            }
        }
        return row;
    }

    private Object value(JsonParser json, byte[] message, int index) throws IOException {
        try {
            return readers[index].read(json, message);
        } catch (UnreadableValueException e) {
            if (complaint == null) {
                complaint = "column %s (%s) cannot hold %s: %s"
                        .formatted(
                                type.getFieldNames().get(index),
                                type.getTypeAt(index).asSummaryString(),
                                shown(json),
                                e.getMessage());
            }
            return null;
        }
    }

    private static String shown(JsonParser json) throws IOException {
        String text = json.getText();
        String shortened = text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "…" : text;
        return json.currentToken() == JsonToken.VALUE_STRING ? '"' + shortened + '"' : shortened;
    }
}
