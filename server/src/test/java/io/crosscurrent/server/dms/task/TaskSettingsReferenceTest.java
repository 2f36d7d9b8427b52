/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.dms.setting.SettingRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of {@code docs/reference/task-settings.md}: what is there unless given, what is taken, what is refused. */
class TaskSettingsReferenceTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Path DOCUMENT = Path.of("..", "docs", "reference", "task-settings.md");

    @Test
    void theDocumentHasTheRowsOfTheProgram() throws IOException {
        List<String> shown = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(SettingRules.all().stream()
                        .map(TaskSettingsReferenceTest::row)
                        .toList());
    }

    private static String row(SettingRule rule) {
        String preset = rule.preset().isMissingNode()
                ? ""
                : "`"
                        + (rule.preset().isTextual() && !rule.preset().asText().isEmpty()
                                ? rule.preset().asText()
                                : rule.preset().toString())
                        + "`";
        String values = rule.values().equals("-") ? "" : rule.values();
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(rule.path(), preset, values, rule.effect().text(), rule.meaning());
    }

    static List<SettingRule> rows() {
        return SettingRules.all();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aSettingThatIsNotGivenHasItsUsualValue(SettingRule rule) {
        ObjectNode whole = TaskSettings.merge(null, null);
        boolean open =
                rule.path().indexOf('.') < 0 || !whole.path(group(rule.path())).isNull();
        assertThat(
                        open
                                ? whole.at(pointer(rule.path()))
                                : TaskSettings.merge(null, opening(rule.path())).at(pointer(rule.path())))
                .isEqualTo(rule.preset());
    }

    /** A document that gives some other member of the group. */
    private static String opening(String path) {
        return "{\"" + group(path) + "\": {\"SomethingNewer\": 1}}";
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anAllowedValueIsKeptAndReturnedUnlessTheSettingIsRefused(SettingRule rule) {
        if (rule.effect() == SettingRule.Effect.GROUP || rule.values().equals("-")) {
            return;
        }
        JsonNode value = allowed(rule);
        String document = document(rule.path(), value);
        if (rule.effect() == SettingRule.Effect.REFUSED) {
            assertThatThrownBy(() -> TaskSettings.merge(null, document))
                    .hasMessageStartingWith("Invalid task settings JSON: " + rule.path() + " is " + value + " ")
                    .hasMessageContaining(rule.meaning());
            assertThat(TaskSettings.merge(null, document(rule.path(), rule.preset()))
                            .at(pointer(rule.path())))
                    .isEqualTo(rule.preset());
            return;
        }
        ObjectNode merged = TaskSettings.merge(null, document);
        assertThat(merged.at(pointer(rule.path()))).isEqualTo(value);
        assertThat(TaskSettings.merge(null, merged.toString()))
                .as("what an answer shows is accepted again")
                .isEqualTo(merged);
        assertThat(TaskSettings.merge(merged.toString(), "{}")).isEqualTo(merged);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aWrongValueIsRefusedWithItsPath(SettingRule rule) {
        for (JsonNode value : wrong(rule)) {
            assertThatThrownBy(() -> TaskSettings.merge(null, document(rule.path(), value)))
                    .as(rule.path() + " = " + value)
                    .hasMessageContaining(
                            rule.path().startsWith("Logging.CloudWatchLog") ? "CloudWatchLog" : rule.path());
        }
    }

    private static List<JsonNode> wrong(SettingRule rule) {
        JsonNode number = NODES.numberNode(7);
        JsonNode word = NODES.textNode("NO_SUCH_WORD");
        return switch (rule.values()) {
            case "-" -> List.of(NODES.textNode("some-group"));
            case "text" -> List.of(number, NODES.objectNode());
            case "list", "object" -> List.of(number, word);
            case "true, false" -> List.of(number, NODES.textNode("true"));
            default -> {
                long[] range = range(rule);
                yield range == null
                        ? List.of(number, word)
                        : List.of(
                                NODES.numberNode(range[0] - 1),
                                NODES.numberNode(range[1] + 1),
                                NODES.textNode("8"),
                                NODES.numberNode(1.5));
            }
        };
    }

    private static JsonNode allowed(SettingRule rule) {
        return switch (rule.values()) {
            case "text" -> NODES.textNode("some text");
            case "list" -> NODES.arrayNode().add(NODES.objectNode().put("Id", "IO"));
            case "object" -> NODES.objectNode().put("Member", 1);
            case "true, false" -> NODES.booleanNode(!rule.preset().asBoolean());
            default -> {
                long[] range = range(rule);
                if (range == null) {
                    String[] words = rule.values().split(", ");
                    yield NODES.textNode(words[words.length - 1]);
                }
                yield NODES.numberNode((int) range[1]);
            }
        };
    }

    private static long[] range(SettingRule rule) {
        String[] ends = rule.values().split(" to ");
        return ends.length == 2 ? new long[] {Long.parseLong(ends[0]), Long.parseLong(ends[1])} : null;
    }

    /** A document with that one setting, and what it cannot be given without. */
    private static String document(String path, JsonNode value) {
        ObjectNode document = NODES.objectNode();
        if (path.equals("TargetMetadata.InlineLobMaxSize")) {
            document.withObject("/TargetMetadata").put("FullLobMode", true);
        }
        if (path.equals("BeforeImageSettings.EnableBeforeImage")) {
            document.withObject("/BeforeImageSettings").put("FieldName", "before");
        }
        int dot = path.lastIndexOf('.');
        (dot < 0 ? document : document.withObject(pointer(path.substring(0, dot)))).set(path.substring(dot + 1), value);
        return document.toString();
    }

    private static String group(String path) {
        return path.replaceFirst("\\..*", "");
    }

    private static String pointer(String path) {
        return "/" + path.replace('.', '/');
    }
}
