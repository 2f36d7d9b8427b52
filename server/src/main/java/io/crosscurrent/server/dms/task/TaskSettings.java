/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.dms.Faults;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Task settings: the document given, over the service's defaults, checked. Answers always show the whole document. */
final class TaskSettings {
    private static final String INVALID = "Invalid task settings JSON";
    private static final ObjectNode DEFAULTS = defaults();

    /** Groups that are null in the defaults, with the members they may have and their values when not given. */
    private static final Map<String, String> OPEN_GROUPS = Map.of(
            "BeforeImageSettings",
            "{\"EnableBeforeImage\":false,\"FieldName\":\"\",\"ColumnFilter\":\"pk-only\"}",
            "TTSettings",
            "{\"EnableTT\":false,\"TTS3Settings\":null,\"TTRecordSettings\":null}");

    private TaskSettings() {}

    /** @param base what counts where {@code given} says nothing; null for the service's defaults */
    static ObjectNode merge(String base, String given) {
        ObjectNode merged = base == null ? DEFAULTS.deepCopy() : PojoCodec.parse(base);
        if (given == null || given.isBlank()) {
            return merged;
        }
        ObjectNode document;
        try {
            document = PojoCodec.parse(given);
        } catch (ApiException e) {
            throw Faults.value(INVALID + ": the document is not a JSON object.");
        }
        document.properties().forEach(group -> group(merged, group.getKey(), group.getValue()));
        check(merged);
        return merged;
    }

    private static void group(ObjectNode merged, String name, JsonNode value) {
        JsonNode old = merged.get(name);
        if (old == null) {
            throw Faults.value(INVALID + ": " + name + " is not a known group.");
        }
        if (value.isNull()) {
            return;
        }
        if (old.isNull() && OPEN_GROUPS.containsKey(name)) {
            old = PojoCodec.parse(OPEN_GROUPS.get(name));
        }
        if (old instanceof ObjectNode group) {
            if (!(value instanceof ObjectNode given)) {
                throw Faults.value(INVALID + ": " + name + " must be an object.");
            }
            merged.set(name, overlay(name, group.deepCopy(), given));
        } else {
            merged.set(name, old.isNull() ? value : typed(name, old, value));
        }
    }

    private static ObjectNode overlay(String path, ObjectNode base, ObjectNode given) {
        for (Map.Entry<String, JsonNode> member : given.properties()) {
            String name =
                    member.getKey().equals("historyTimeslotInMinutes") ? "HistoryTimeslotInMinutes" : member.getKey();
            String here = path + "." + name;
            JsonNode old = base.get(name);
            JsonNode value = member.getValue();
            if (old instanceof ObjectNode nested && value instanceof ObjectNode changes) {
                base.set(name, overlay(here, nested.deepCopy(), changes));
            } else {
                // members a newer service has are kept: they have no effect here and must not break a task
                base.set(name, old == null || old.isNull() ? value : typed(here, old, value));
            }
        }
        return base;
    }

    private static JsonNode typed(String path, JsonNode old, JsonNode value) {
        boolean same = old.isBoolean() && value.isBoolean()
                || old.isNumber() && value.isIntegralNumber()
                || old.isTextual() && (value.isTextual() || value.isNull())
                || old.isArray() && value.isArray()
                || old.isObject() && value.isObject();
        if (!same) {
            throw Faults.value(INVALID + ": " + path + " has the value " + value + " but must be like " + old + ".");
        }
        return value;
    }

    private static void check(ObjectNode merged) {
        range(merged, "FullLoadSettings", "MaxFullLoadSubTasks", 1, 49);
        range(merged, "FullLoadSettings", "CommitRate", 1, 50_000);
        range(merged, "TargetMetadata", "LobMaxSize", 0, 102_400);
        choice(
                merged,
                "FullLoadSettings",
                "TargetTablePrepMode",
                Set.of("DO_NOTHING", "DROP_AND_CREATE", "TRUNCATE_BEFORE_LOAD"));
        choice(merged, "BeforeImageSettings", "ColumnFilter", Set.of("pk-only", "non-lob", "all"));
        JsonNode before = merged.path("BeforeImageSettings");
        if (before.path("EnableBeforeImage").asBoolean()
                && before.path("FieldName").asText("").isEmpty()) {
            throw Faults.value(INVALID + ": BeforeImageSettings.FieldName must be given with EnableBeforeImage.");
        }
        if (merged.path("TargetMetadata").path("InlineLobMaxSize").asLong() > 0
                && !merged.path("TargetMetadata").path("FullLobMode").asBoolean()) {
            throw Faults.value("The inline LOB optimization will work for Full LOB mode only");
        }
        if (merged.path("ValidationSettings").path("EnableValidation").asBoolean()) {
            throw Faults.value(INVALID + ": ValidationSettings.EnableValidation has no meaning for a Kafka target.");
        }
        JsonNode logging = merged.path("Logging");
        if (!logging.path("CloudWatchLogGroup").asText("").isEmpty()
                && !logging.path("CloudWatchLogGroup").isNull()) {
            throw Faults.value("Task Settings CloudWatchLogGroup or CloudWatchLogStream cannot be set on create.");
        }
    }

    private static void range(ObjectNode merged, String group, String name, long least, long most) {
        JsonNode value = merged.path(group).path(name);
        if (value.isNumber() && (value.asLong() < least || value.asLong() > most)) {
            throw Faults.value(INVALID + ": " + group + "." + name + " is " + value + " but must be " + least + " to "
                    + most + ".");
        }
    }

    private static void choice(ObjectNode merged, String group, String name, Set<String> allowed) {
        JsonNode value = merged.path(group).path(name);
        if (value.isTextual() && !allowed.contains(value.asText())) {
            throw Faults.value(INVALID + ": " + group + "." + name + " is " + value + " but must be one of "
                    + String.join(", ", new java.util.TreeSet<>(allowed)) + ".");
        }
    }

    private static ObjectNode defaults() {
        try (InputStream in = Objects.requireNonNull(TaskSettings.class.getResourceAsStream("default-settings.json"))) {
            return PojoCodec.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
