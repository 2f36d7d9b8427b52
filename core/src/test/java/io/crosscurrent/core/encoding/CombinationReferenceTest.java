/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import static io.crosscurrent.core.encoding.People.ROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.crosscurrent.core.encoding.ReferenceTable.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where several rules meet, and expressions: each row of {@code docs/reference/table-mappings.md}. */
class CombinationReferenceTest {
    private static final String HASH = People.column("data-masking-hash-mask", "name", "");
    private static final String KEY_OF_NAME =
            "\"rule-target\":\"table\",\"rule-action\":\"define-primary-key\",\"object-locator\":{\"schema-name\":\"shop\",\"table-name\":\"people\"},\"primary-key-def\":{\"columns\":[\"name\"]}";

    private static String type(String type) {
        return "\"data-type\":{\"type\":\"" + type + "\"}";
    }

    private static String rename(String column, String name) {
        return People.column("rename", column, "\"value\":\"" + name + "\"");
    }

    private static String data(String... rules) {
        Encoding encoding = People.with(rules);
        encoding.load(ROW);
        return encoding.last().data();
    }

    private static void refused(String message, String... rules) {
        assertThatThrownBy(People.with(rules)::plan).hasMessageContaining(message);
    }

    private static Map<String, Runnable> combinations() {
        Map<String, Runnable> cases = new LinkedHashMap<>();
        cases.put("two rules for one name", () -> assertThat(
                        data(rename("name", "first"), People.column("add-prefix", "%", "\"value\":\"x_\"")))
                .contains("\"first\":")
                .doesNotContain("x_first")
                .contains("\"x_id\":7"));
        cases.put("`include-column`, `add-before-image-columns` and masks", () -> {
            Encoding encoding = People.with(
                    rename("phone", "tel"),
                    People.column("include-column", "phone", ""),
                    People.column("data-masking-digits-mask", "phone", "\"value\":\"#\""),
                    People.column(
                            "add-before-image-columns", "phone", "\"before-image-def\":{\"column-filter\":\"all\"}"));
            encoding.update(ROW, ROW);
            assertThat(encoding.last().data())
                    .contains("\"tel\":\"###-##\"")
                    .contains("\"BI_tel\":\"###-##\"")
                    .doesNotContain("name");
        });
        cases.put("a rule for schema, table and column each", () -> {
            Encoding encoding = People.with(
                    "\"rule-target\":\"schema\",\"rule-action\":\"convert-uppercase\",\"object-locator\":{\"schema-name\":\"shop\"}",
                    "\"rule-target\":\"table\",\"rule-action\":\"add-suffix\",\"value\":\"_x\",\"object-locator\":{\"schema-name\":\"shop\",\"table-name\":\"people\"}",
                    rename("name", "n"));
            encoding.load(ROW);
            assertThat(encoding.last().metadata().get("schema-name").asText()).isEqualTo("SHOP");
            assertThat(encoding.last().metadata().get("table-name").asText()).isEqualTo("people_x");
            assertThat(encoding.last().data()).contains("\"n\":\"Ann Lee\"");
        });
        cases.put("`change-data-type` and a mask, the mask with the higher id", () -> assertThat(data(
                        People.column("change-data-type", "amount", type("string")),
                        People.column("data-masking-digits-mask", "amount", "\"value\":\"*\"")))
                .contains("\"amount\":\"*\""));
        cases.put("a mask and the key, an old value, an expression or an attribute", () -> {
            Encoding encoding = People.with(
                            HASH,
                            KEY_OF_NAME,
                            People.column("add-column", "", "\"value\":\"e\",\"expression\":\"lower($name)\""))
                    .beforeImage("all")
                    .jsonRule(
                            "{\"rule-type\":\"object-mapping\",\"rule-id\":\"90\",\"rule-name\":\"90\",\"rule-action\":\"map-record-to-record\",\"object-locator\":{\"schema-name\":\"shop\",\"table-name\":\"people\"},\"mapping-parameters\":{\"attribute-mappings\":[{\"target-attribute-name\":\"a\",\"attribute-type\":\"scalar\",\"value\":\"${name}\"}]}}");
            encoding.update(ROW, People.ann("Ann Lee", 3));
            String record = encoding.last().key() + encoding.last().value();
            assertThat(record).doesNotContain("Ann").doesNotContain("ann");
            assertThat(encoding.last().key()).matches("[0-9A-F]{64}");
            refused("is part of the key", People.column("data-masking-digits-randomize", "id", ""));
        });
        cases.put("a mask and a filter of that column", () -> assertThatThrownBy(
                        People.with(HASH)
                                        .rule(
                                                "{'rule-type':'selection','rule-id':'1','rule-name':'1','rule-action':'include','object-locator':{'schema-name':'shop','table-name':'people'},'filters':[{'filter-type':'source','column-name':'name','filter-conditions':[{'filter-operator':'notnull'}]}]}")
                                ::plan)
                .hasMessageContaining("is masked and cannot be filtered by"));
        cases.put("a mask with a wildcard", () -> {
            assertThat(data(People.column("data-masking-hash-mask", "p%", "")))
                    .containsPattern("\"phone\":\"[0-9A-F]{64}\"")
                    .contains("\"price\":12.50");
            refused("has the type numeric", People.column("data-masking-hash-mask", "price", ""));
        });
        cases.put("`object-locator` with `data-type`", () -> assertThat(
                        data(
                                "\"rule-target\":\"column\",\"rule-action\":\"add-suffix\",\"value\":\"_n\",\"object-locator\":{\"schema-name\":\"%\",\"table-name\":\"%\",\"column-name\":\"%\",\"data-type\":\"int4\"}"))
                .contains("\"id_n\":7", "\"amount_n\":2", "\"name\":", "\"price\":"));
        cases.put(
                "two columns that would have one name",
                () -> refused("would be called \"phone\"", rename("name", "phone")));
        cases.put(
                "a large object",
                () -> refused("is a large object", People.column("change-data-type", "note", type("string"))));
        cases.put("`add-before-image-columns` and `BeforeImageSettings` of the task", () -> assertThatThrownBy(
                        People.with(People.column("add-before-image-columns", "%", ""))
                                .beforeImage("all")::plan)
                .hasMessageContaining("BeforeImageSettings of the task are enabled too"));
        cases.put("added, converted and masked columns", () -> assertThat(data(
                        People.column("change-data-type", "id", type("string")),
                        People.column("data-masking-digits-mask", "phone", "\"value\":\"#\""),
                        People.column("add-column", "", "\"value\":\"e\",\"expression\":\"1\"")))
                .matches("\\{\"name\":.*\"note\":\"long\",.*\"e\":\"1\".*}"));
        return cases;
    }

    @Test
    void everyCombinationHasACase() {
        assertThat(combinations().keySet())
                .containsExactlyElementsOf(
                        ReferenceTable.rows("case").stream().map(Row::toString).toList());
    }

    @TestFactory
    Stream<DynamicTest> rulesMeet() {
        return combinations().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey(), () -> each.getValue().run()));
    }

    static List<Row> expressions() {
        return Stream.of("operator", "function")
                .flatMap(head -> ReferenceTable.rows(head).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void anExpressionYieldsWhatItSays(Row row) {
        assertThat(computed(row.get(1), false)).isEqualTo(row.get(2));
    }

    /** The value of an added column, of a load or an insert. */
    private static String computed(String expression, boolean load) {
        String text = JsonNodeFactory.instance.textNode(expression).toString();
        Encoding encoding = People.with(People.column("add-column", "", "\"value\":\"e\",\"expression\":" + text));
        encoding.transaction.streamPosition = "mysql-bin.000003:420";
        if (load) {
            encoding.load(ROW);
        } else {
            encoding.insert(ROW);
        }
        return encoding.last().json().at("/data/e").asText();
    }

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}";
    private static final String COMMIT = "2026-11-22 08:20:10\\.000000";

    /** By variable: what it is in the change stream and in the load; null when it is refused. */
    private static Map<String, String[]> variables() {
        Map<String, String[]> values = new LinkedHashMap<>();
        values.put("$AR_M_SOURCE_SCHEMA", new String[] {"shop", "shop"});
        values.put("$AR_M_SOURCE_TABLE_NAME", new String[] {"people", "people"});
        values.put("$AR_H_OPERATION", new String[] {"INSERT", "INSERT"});
        values.put("$AR_H_TIMESTAMP", new String[] {COMMIT, TIME});
        values.put("$AR_H_COMMIT_TIMESTAMP", new String[] {COMMIT, TIME});
        values.put("$AR_H_STREAM_POSITION", new String[] {"mysql-bin.000003:420", ""});
        values.put("$AR_H_CHANGE_SEQ", new String[] {"\\d{35}", ""});
        values.put("$AR_H_USER", new String[] {"", ""});
        values.put("$AR_M_SOURCE_COLUMN_NAME", null);
        values.put("$AR_M_SOURCE_COLUMN_DATATYPE", null);
        return values;
    }

    @Test
    void everyVariableHasACase() {
        assertThat(variables().keySet())
                .containsExactlyElementsOf(ReferenceTable.rows("variable").stream()
                        .map(Row::toString)
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> variablesAreWhatTheySay() {
        return variables().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    if (each.getValue() == null) {
                        assertThatThrownBy(() -> computed(each.getKey(), false)).hasMessageContaining("ruleId = 10");
                    } else {
                        assertThat(computed(each.getKey(), false)).matches(each.getValue()[0]);
                        assertThat(computed(each.getKey(), true)).matches(each.getValue()[1]);
                    }
                }));
    }
}
