/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.table.TableId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * DMS JSON control records. They are keyed by task, and by table when they speak of one, so their order among
 * themselves holds; object mappings change their topic only. Safe for use by one thread at a time.
 */
final class DmsControlEncoder implements ControlEncoder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MessageSettings settings;
    private final MessageClock clock;
    private final String taskId;
    private final ObjectWriter writer;
    private final InstantText timestamps = new InstantText();

    DmsControlEncoder(MessageSettings settings, MessageClock clock, String taskId) {
        this.settings = settings;
        this.clock = clock;
        this.taskId = taskId;
        this.writer = settings.format() == MessageSettings.Format.JSON ? JSON.writer(tabs()) : JSON.writer();
    }

    private static DefaultPrettyPrinter tabs() {
        return new DefaultPrettyPrinter(Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER))
                .withObjectIndenter(new DefaultIndenter("\t", "\n"));
    }

    @Override
    public void taskStarted(RecordTarget target) {
        ObjectNode control = details();
        if (control != null) {
            TableDefinition.exceptions(control.putObject("table-def"));
        }
        TableId exceptions = new TableId("", "awsdms_apply_exceptions");
        write(settings.topic(), taskId, ControlOperation.CREATE_TABLE, exceptions, control, target);
    }

    @Override
    public void table(TablePlan plan, ControlOperation operation, String oldName, String newName, RecordTarget target) {
        if (operation != ControlOperation.CREATE_TABLE && !settings.includeTableAlterOperations()) {
            return;
        }
        ObjectNode control = details();
        if (control != null) {
            describe(plan, operation, oldName, newName, control);
        }
        TableId id = plan.target();
        write(plan.topic(), taskId + "." + id, operation, id, control, target);
    }

    /** Null when the records are to have none: with many tables it takes long to build them. */
    private ObjectNode details() {
        return settings.includeControlDetails() ? JSON.createObjectNode() : null;
    }

    private static void describe(
            TablePlan plan, ControlOperation operation, String oldName, String newName, ObjectNode control) {
        if (operation != ControlOperation.DROP_TABLE) {
            TableDefinition.of(plan, control.putObject("table-def"));
        }
        switch (operation) {
            case ADD_COLUMN, COLUMN_TYPE_CHANGE ->
                TableDefinition.column(
                        plan, shown(plan, newName != null ? newName : oldName), control.putObject("column"));
            case DROP_COLUMN -> control.putObject("column").put("name", oldName != null ? oldName : newName);
            case RENAME_COLUMN, RENAME_TABLE -> control.put("old-name", oldName).put("new-name", newName);
            case CREATE_TABLE, DROP_TABLE, CHANGE_COLUMNS -> {
                // The definition says it all.
            }
        }
    }

    /** The name of a column as data records have it. */
    private static String shown(TablePlan plan, String column) {
        int index = plan.table().indexOf(column);
        return index < 0 ? column : plan.columnName(index);
    }

    private void write(
            String topic,
            String key,
            ControlOperation operation,
            TableId table,
            ObjectNode control,
            RecordTarget target) {
        JsonBuffer timestamp = new JsonBuffer();
        timestamps.write(timestamp, clock.next());
        ByteArrayOutputStream message = new ByteArrayOutputStream(512);
        try (JsonGenerator json = writer.createGenerator(message)) {
            json.writeStartObject();
            if (control != null) {
                json.writeFieldName("control");
                json.writeTree(control);
            }
            json.writeObjectFieldStart("metadata");
            json.writeStringField("timestamp", new String(timestamp.copy(), StandardCharsets.US_ASCII));
            json.writeStringField("record-type", "control");
            json.writeStringField(
                    "operation", operation.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            json.writeStringField("partition-key-type", "task-id");
            if (settings.includePartitionValue()) {
                json.writeStringField("partition-key-value", taskId);
            }
            json.writeStringField("schema-name", table.schema());
            json.writeStringField("table-name", table.name());
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        target.record(topic, JsonStyle.utf8(key), message.toByteArray());
    }
}
