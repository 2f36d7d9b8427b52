/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import static io.crosscurrent.core.encoding.People.ROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.encoding.ReferenceTable.Row;
import io.crosscurrent.core.mapping.TableMappings;
import io.crosscurrent.core.row.RowWriter;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.core.table.Table;
import io.crosscurrent.core.table.TableId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the examples of {@code docs/reference/table-mappings.md}, row by row; {@link CombinationReferenceTest} has the rest. */
class MappingReferenceTest {
    static List<Row> patterns() {
        return ReferenceTable.rows("pattern");
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void aPatternMatchesAsItSays(Row row) {
        TableMappings mappings = selecting("include s." + row.get(0));
        assertThat(mappings.selects(new TableId("s", row.get(2)))).isTrue();
        assertThat(mappings.selects(new TableId("s", row.get(3))))
                .isEqualTo(row.get(0).equals("%"));
    }

    static List<Row> selections() {
        return ReferenceTable.rows("`rule-action` | what it does");
    }

    @ParameterizedTest
    @MethodSource("selections")
    void aSelectionTakesAsItSays(Row row) {
        TableMappings mappings = selecting(row.get(2).split("; "));
        assertThat(mappings.selects(id(row.get(3)))).isTrue();
        assertThat(mappings.selects(id(row.get(4)))).isFalse();
    }

    private static TableId id(String name) {
        return new TableId(name.split("\\.")[0], name.split("\\.")[1]);
    }

    /** @param rules each an action and a table */
    private static TableMappings selecting(String... rules) {
        List<String> all = new ArrayList<>();
        for (String rule : rules) {
            String[] words = rule.split("[ .]", 3);
            all.add(
                    "{\"rule-type\":\"selection\",\"rule-id\":\"%d\",\"rule-name\":\"%d\",\"rule-action\":\"%s\",\"object-locator\":{\"schema-name\":\"%s\",\"table-name\":\"%s\"}}"
                            .formatted(all.size() + 1, all.size() + 1, words[0], words[1], words[2]));
        }
        return TableMappings.parse("{\"rules\":[" + String.join(",", all) + "]}");
    }

    static List<Row> operators() {
        return ReferenceTable.rows("`filter-operator`");
    }

    @ParameterizedTest
    @MethodSource("operators")
    void aFilterKeepsTheRowsItSays(Row row) {
        String[] words = row.get(2).split(" ");
        String operands =
                switch (words.length) {
                    case 1 -> "";
                    case 2 -> ",'value':'" + words[1] + "'";
                    default -> ",'start-value':'" + words[1] + "','end-value':'" + words[2] + "'";
                };
        Encoding encoding = new Encoding(Encoding.table(
                        "id", Encoding.column("id", ColumnType.INT32), Encoding.column("n", ColumnType.INT32)))
                .rule(
                        "{'rule-type':'selection','rule-id':'1','rule-name':'1','rule-action':'include','object-locator':{'schema-name':'salesdb','table-name':'orders'},"
                                + "'filters':[{'filter-type':'source','column-name':'n','filter-conditions':[{'filter-operator':'"
                                + row.get(0) + "'" + operands + "}]}]}");
        List<String> kept = new ArrayList<>();
        for (int n = 1; n <= 6; n++) {
            int number = n;
            int before = encoding.written.size();
            encoding.load(writer -> {
                writer.longValue(0, number);
                numberOrNull(writer, number);
            });
            if (encoding.written.size() > before) {
                kept.add(n == 6 ? "NULL" : Integer.toString(n));
            }
        }
        assertThat(String.join(" ", kept)).isEqualTo(row.get(3));
    }

    private static void numberOrNull(RowWriter writer, int number) {
        if (writer.wants(1)) {
            if (number == 6) {
                writer.nullValue(1);
            } else {
                writer.longValue(1, number);
            }
        }
    }

    static List<Row> names() {
        return ReferenceTable.rows("`rule-action` | targets");
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNameBecomesWhatItSays(Row row) {
        for (String target : row.get(1).split(", ")) {
            String column = target.equals("column") ? ",\"column-name\":\"orders\"" : "";
            String table = target.equals("schema") ? "" : ",\"table-name\":\"orders\"";
            String more = row.get(2).isEmpty() ? "" : "," + row.get(2);
            Encoding encoding = new Encoding(new Table(
                            new TableId("orders", "orders"),
                            List.of(Encoding.column("orders", ColumnType.INT32)),
                            List.of(0),
                            ""))
                    .jsonRule(
                            "{\"rule-type\":\"transformation\",\"rule-id\":\"2\",\"rule-name\":\"2\",\"rule-target\":\"%s\",\"rule-action\":\"%s\",\"object-locator\":{\"schema-name\":\"orders\"%s%s}%s}"
                                    .formatted(target, row.get(0), table, column, more));
            encoding.load(writer -> writer.longValue(0, 1));
            Encoding.Written written = encoding.last();
            String name =
                    switch (target) {
                        case "schema" -> written.metadata().get("schema-name").asText();
                        case "table" -> written.metadata().get("table-name").asText();
                        default -> written.json().get("data").fieldNames().next();
                    };
            assertThat(name).as(target).isEqualTo(row.get(3));
        }
    }

    static List<Row> columns() {
        return ReferenceTable.rows("`rule-action` | target | of");
    }

    @ParameterizedTest
    @MethodSource("columns")
    void aMessageShowsWhatItSays(Row row) {
        boolean ofTable = row.get(1).equals("table");
        String rule = People.column(row.get(0), row.get(2), row.get(3));
        Encoding encoding = People.with(ofTable ? rule.replace("\"column\"", "\"table\"") : rule);
        if (row.get(0).equals("add-before-image-columns")) {
            encoding.update(ROW, People.ann("Ann", 3));
        } else {
            encoding.load(ROW);
        }
        shows(encoding, row.get(4));
    }

    /** @param expected part of the data, which may be a pattern, or {@code key `…`}, {@code topic `…`} */
    private static void shows(Encoding encoding, String expected) {
        String[] words = expected.split(" `");
        switch (words[0]) {
            case "key" -> assertThat(encoding.last().key()).isEqualTo(words[1].replace("`", ""));
            case "topic" -> assertThat(encoding.last().topic()).isEqualTo(words[1].replace("`", ""));
            default -> {
                if (expected.contains("[0-9")) {
                    assertThat(encoding.last().data()).containsPattern(expected);
                } else {
                    assertThat(encoding.last().data()).contains(expected);
                }
            }
        }
    }

    static List<Row> types() {
        return ReferenceTable.rows("`type`");
    }

    @ParameterizedTest
    @MethodSource("types")
    void aValueOfATypeIsWrittenAsItSays(Row row) {
        String type = "\"data-type\":{\"type\":\"" + row.get(0) + "\"}";
        Encoding encoding = People.with(People.column("change-data-type", "name", type));
        encoding.with("UseLargeIntegerValue", true).load(People.ann(row.get(1), 2));
        assertThat(encoding.last().data()).contains("\"name\":" + row.get(2));
    }

    static List<Row> members() {
        return ReferenceTable.rows("member");
    }

    @ParameterizedTest
    @MethodSource("members")
    void anObjectMappingWritesWhatItSays(Row row) {
        boolean document = row.get(0).equals("map-record-to-document");
        String members = row.get(2);
        boolean beside = members.contains("kafka-target-topic") || members.contains("target-table-name");
        String given = members.isEmpty() ? "" : beside ? "," + members : ",\"mapping-parameters\":{" + members + "}";
        Encoding encoding = new Encoding(People.TABLE)
                .jsonRule(
                        "{\"rule-type\":\"object-mapping\",\"rule-id\":\"2\",\"rule-name\":\"2\",\"rule-action\":\"%s\",\"object-locator\":{\"schema-name\":\"shop\",\"table-name\":\"people\"}%s}"
                                .formatted(document ? row.get(0) : "map-record-to-record", given));
        encoding.insert(ROW);
        shows(encoding, row.get(3));
    }

    static List<Row> tableSettings() {
        return ReferenceTable.rows("setting");
    }

    @ParameterizedTest
    @MethodSource("tableSettings")
    void aTableSettingIsCheckedAndChangesNothing(Row row) {
        Encoding encoding = new Encoding(People.TABLE)
                .jsonRule(
                        "{\"rule-type\":\"table-settings\",\"rule-id\":\"2\",\"rule-name\":\"2\",\"object-locator\":{\"schema-name\":\"shop\",\"table-name\":\"people\"},"
                                + row.get(1) + "}");
        encoding.load(ROW);
        Encoding plain = new Encoding(People.TABLE);
        plain.load(ROW);
        assertThat(encoding.last().fixed()).isEqualTo(plain.last().fixed());
    }

    static List<Row> refused() {
        return ReferenceTable.rows("`rule-type`");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aRuleWithoutMeaningIsRefused(Row row) {
        Encoding encoding = new Encoding(People.TABLE)
                .jsonRule("{\"rule-type\":\"" + row.get(0)
                        + "\",\"rule-id\":\"2\",\"rule-name\":\"2\",\"rule-action\":\"x\"}");
        assertThatThrownBy(encoding::plan)
                .hasMessageContaining("ruleId = 2")
                .hasMessageContaining("have no meaning for Kafka");
    }
}
