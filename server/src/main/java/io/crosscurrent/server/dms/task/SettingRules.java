/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.dms.setting.SettingRule;
import io.crosscurrent.server.dms.setting.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every task setting there is, as {@code task-settings.txt} has them. */
final class SettingRules {
    private static final Map<String, SettingRule> ALL = read();

    private SettingRules() {}

    private static Map<String, SettingRule> read() {
        Map<String, SettingRule> rules = new LinkedHashMap<>();
        SettingRule.read(SettingRules.class, "task-settings.txt").forEach(rule -> rules.put(rule.path(), rule));
        return rules;
    }

    /** In the order of the service's document. */
    static List<SettingRule> all() {
        return List.copyOf(ALL.values());
    }

    static Optional<SettingRule> of(String path) {
        return Optional.ofNullable(ALL.get(path));
    }

    /** Whether settings stand below the path. */
    static boolean group(String path) {
        return ALL.keySet().stream().anyMatch(each -> each.startsWith(path + "."));
    }

    /** The document when nothing is given. */
    static ObjectNode presets() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ALL.values().stream()
                .filter(rule -> !closed(document, rule.path()))
                .forEach(rule -> put(document, rule.path(), rule.preset()));
        return document;
    }

    /** Below a group that is null. */
    private static boolean closed(ObjectNode document, String path) {
        int dot = path.indexOf('.');
        return dot > 0 && document.path(path.substring(0, dot)).isNull();
    }

    /** The members of a group that is null in {@link #presets()}, with their values when one of them is given. */
    static ObjectNode opened(String group) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ALL.values().stream()
                .filter(rule -> rule.path().startsWith(group + "."))
                .forEach(rule -> put(document, rule.path().substring(group.length() + 1), rule.preset()));
        return document;
    }

    private static void put(ObjectNode document, String path, JsonNode value) {
        if (value.isMissingNode()) {
            return;
        }
        int dot = path.indexOf('.');
        if (dot < 0) {
            document.set(path, value.deepCopy());
        } else {
            put(document.withObjectProperty(path.substring(0, dot)), path.substring(dot + 1), value);
        }
    }

    /** The setting that is written almost like the path: in other letters, or with one letter more, less or changed. */
    static Optional<String> near(String path) {
        return ALL.keySet().stream().filter(each -> Spelling.near(each, path)).findFirst();
    }
}
