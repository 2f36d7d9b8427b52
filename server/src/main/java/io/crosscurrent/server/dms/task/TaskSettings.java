/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.dms.Faults;
import io.crosscurrent.server.dms.setting.Spelling;
import java.util.Map;

/** Task settings: the document given, over the service's defaults, checked. Answers always show the whole document. */
final class TaskSettings {
    private static final String INVALID = "Invalid task settings JSON";

    private TaskSettings() {}

    /** @param base what counts where {@code given} says nothing; null for the service's defaults */
    static ObjectNode merge(String base, String given) {
        ObjectNode merged = base == null ? SettingRules.presets() : PojoCodec.parse(base);
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
        if (!merged.has(name) && SettingRules.of(name).isEmpty()) {
            throw Faults.value(INVALID + ": " + name + " is not a known group." + meant(name));
        }
        if (!SettingRules.group(name)) {
            put(merged, name, name, value);
        } else if (value instanceof ObjectNode given) {
            ObjectNode old =
                    merged.get(name) instanceof ObjectNode group ? group.deepCopy() : SettingRules.opened(name);
            merged.set(name, overlay(name, old, given));
        } else if (!value.isNull()) {
            throw Faults.value(INVALID + ": " + name + " must be an object.");
        } else if (SettingRules.presets().path(name).isNull()) {
            merged.putNull(name);
        }
    }

    private static ObjectNode overlay(String path, ObjectNode base, ObjectNode given) {
        for (Map.Entry<String, JsonNode> member : given.properties()) {
            String name =
                    member.getKey().equals("historyTimeslotInMinutes") ? "HistoryTimeslotInMinutes" : member.getKey();
            String here = path + "." + name;
            JsonNode value = member.getValue();
            if (base.get(name) instanceof ObjectNode nested && SettingRules.group(here)) {
                if (!(value instanceof ObjectNode changes)) {
                    throw Faults.value(INVALID + ": " + here + " must be an object.");
                }
                base.set(name, overlay(here, nested.deepCopy(), changes));
            } else {
                put(base, name, here, value);
            }
        }
        return base;
    }

    private static void put(ObjectNode into, String name, String path, JsonNode value) {
        SettingRules.of(path)
                .ifPresentOrElse(
                        rule -> {
                            special(path, value);
                            rule.fault(value).ifPresent(fault -> {
                                throw Faults.value(INVALID + ": " + path + " is " + value + " " + fault);
                            });
                        },
                        () -> {
                            // members a newer service has are kept: they have no effect here and must not break a task
                            String meant = meant(path);
                            if (!meant.isEmpty()) {
                                throw Faults.value(INVALID + ": " + path + " is not a known setting." + meant);
                            }
                        });
        into.set(name, value);
    }

    private static String meant(String path) {
        return SettingRules.near(path)
                .map(each -> " Is " + each + " meant?")
                .or(() -> SettingRules.all().stream()
                        .map(rule -> rule.path().replaceFirst("\\..*", ""))
                        .filter(each -> Spelling.near(each, path))
                        .map(each -> " Is " + each + " meant?")
                        .findFirst())
                .orElse("");
    }

    /** In the words of the service. */
    private static void special(String path, JsonNode value) {
        if (path.startsWith("Logging.CloudWatchLog")
                && !value.isNull()
                && !value.asText().isEmpty()) {
            throw Faults.value("Task Settings CloudWatchLogGroup or CloudWatchLogStream cannot be set on create.");
        }
    }

    /** What no single setting is wrong about. */
    private static void check(ObjectNode merged) {
        JsonNode before = merged.path("BeforeImageSettings");
        if (before.path("EnableBeforeImage").asBoolean()
                && before.path("FieldName").asText("").isEmpty()) {
            throw Faults.value(INVALID + ": BeforeImageSettings.FieldName must be given with EnableBeforeImage.");
        }
        if (merged.path("TargetMetadata").path("InlineLobMaxSize").asLong() > 0
                && !merged.path("TargetMetadata").path("FullLobMode").asBoolean()) {
            throw Faults.value("The inline LOB optimization will work for Full LOB mode only");
        }
    }
}
