/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.table.TableId;
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
        ObjectNode control = JSON.createObjectNode();
        TableDefinition.exceptions(control.putObject("table-def"));
        TableId exceptions = new TableId("", "awsdms_apply_exceptions");
        write(settings.topic(), taskId, ControlOperation.CREATE_TABLE, exceptions, control, target);
    }

    @Override
    public void table(TablePlan plan, ControlOperation operation, String oldName, String newName, RecordTarget target) {
        if (operation != ControlOperation.CREATE_TABLE && !settings.includeTableAlterOperations()) {
            return;
        }
        ObjectNode control = JSON.createObjectNode();
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
        TableId id = plan.target();
        write(plan.topic(), taskId + "." + id, operation, id, control, target);
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
        ObjectNode message = JSON.createObjectNode();
        if (settings.includeControlDetails()) {
            message.set("control", control);
        }
        JsonBuffer timestamp = new JsonBuffer();
        timestamps.write(timestamp, clock.next());
        ObjectNode metadata = message.putObject("metadata")
                .put("timestamp", new String(timestamp.copy(), StandardCharsets.US_ASCII))
                .put("record-type", "control")
                .put("operation", operation.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("partition-key-type", "task-id");
        if (settings.includePartitionValue()) {
            metadata.put("partition-key-value", taskId);
        }
        metadata.put("schema-name", table.schema()).put("table-name", table.name());
        try {
            target.record(topic, JsonStyle.utf8(key), writer.writeValueAsBytes(message));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a control record has no JSON form", e);
        }
    }
}
