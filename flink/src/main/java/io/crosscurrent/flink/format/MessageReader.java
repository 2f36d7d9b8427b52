/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.IOException;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;

/**
 * Turns DMS messages into rows in one pass over the bytes, without a tree. A message is emitted whole or not at all.
 * Not safe for use by several threads.
 */
final class MessageReader {
    private static final String FIX_TYPE =
            "Correct the column in CREATE TABLE, or skip such messages with 'dms-json.ignore-parse-errors' = 'true'.";
    private static final String FIX_TOPIC =
            "Check that the topic holds DMS JSON, or skip such messages with 'dms-json.ignore-parse-errors' = 'true'.";
    /** Values are bounded by Kafka's message size already. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final MessageLayout layout;
    private final MetadataReader metadata;
    private final RowReader rows;
    private GenericRowData data;
    private GenericRowData before;

    MessageReader(MessageLayout layout) {
        this.layout = layout;
        this.metadata = new MetadataReader(layout.metadata());
        this.rows = new RowReader(layout.columns(), layout.arity());
    }

    /** @throws CrosscurrentException {@code flink.unreadable_message}; nothing was emitted then */
    void read(byte[] message, Collector<RowData> out) {
        metadata.reset();
        rows.reset();
        data = null;
        before = null;
        try (JsonParser json = JSON.createParser(message)) {
            if (parse(json, message)) {
                emit(out);
            }
        } catch (JsonProcessingException e) {
            throw unreadable(
                    "it is not JSON: %s at byte %d"
                            .formatted(
                                    e.getOriginalMessage(),
                                    e.getLocation() == null
                                            ? 0
                                            : e.getLocation().getByteOffset()),
                    FIX_TOPIC);
        } catch (IOException e) {
            throw unreadable(e.getMessage(), FIX_TOPIC);
        }
    }

    /** Returns whether the message is one of ours; stops early when metadata says that it is not. */
    private boolean parse(JsonParser json, byte[] message) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw unreadable("it is not a JSON object", FIX_TOPIC);
        }
        String name;
        while ((name = json.nextFieldName()) != null) {
            boolean object = json.nextToken() == JsonToken.START_OBJECT;
            if (object && name.equals("metadata")) {
                metadata.read(json, message);
                if (metadata.control() || !metadata.of(layout.schema(), layout.table())) {
                    return false;
                }
            } else if (object && name.equals("data")) {
                data = rows.read(json, message);
            } else if (object && layout.changelog() == Changelog.RETRACT && name.equals(layout.beforeImageField())) {
                before = rows.read(json, message);
            } else {
                json.skipChildren();
            }
        }
        return true;
    }

    private void emit(Collector<RowData> out) {
        if (!metadata.present() || data == null) {
            throw unreadable("it has no \"%s\"".formatted(metadata.present() ? "data" : "metadata"), FIX_TOPIC);
        }
        RowKind change = change();
        if (rows.complaint() != null) {
            throw unreadable(rows.complaint(), FIX_TYPE);
        }
        if (layout.changelog() == Changelog.RETRACT && change == RowKind.UPDATE_AFTER) {
            if (before == null || empty(before)) {
                throw unreadable(
                        "it has no before image \"%s\", which 'dms-json.changelog' = 'retract' needs"
                                .formatted(layout.beforeImageField()),
                        "Switch on BeforeImageSettings with ColumnFilter all in the task, or declare a primary key and use"
                                + " 'dms-json.changelog' = 'upsert'.");
            }
            collect(before, RowKind.UPDATE_BEFORE, out);
        }
        collect(data, layout.changelog().kind(change), out);
    }

    /** True of the before image of a task that captures key columns only, for a table without a key. */
    private static boolean empty(GenericRowData row) {
        for (int i = 0; i < row.getArity(); i++) {
            if (!row.isNullAt(i)) {
                return false;
            }
        }
        return true;
    }

    private RowKind change() {
        String operation = metadata.operation() == null ? "" : metadata.operation();
        return switch (operation) {
            case "load", "insert" -> RowKind.INSERT;
            case "update" -> RowKind.UPDATE_AFTER;
            case "delete" -> RowKind.DELETE;
            default -> throw unreadable("its metadata.operation is \"%s\"".formatted(operation), FIX_TOPIC);
        };
    }

    private void collect(GenericRowData row, RowKind kind, Collector<RowData> out) {
        row.setRowKind(kind);
        metadata.appendTo(row, layout.columns().getFieldCount());
        out.collect(row);
    }

    private CrosscurrentException unreadable(String reason, String remedy) {
        return new CrosscurrentException(
                "flink.unreadable_message",
                "The message (%s) cannot be read: %s.".formatted(metadata.describe(), reason),
                remedy);
    }
}
