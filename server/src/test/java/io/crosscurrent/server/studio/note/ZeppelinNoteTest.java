/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.PojoCodec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZeppelinNoteTest {
    private static final String MINIMAL =
            """
            {"name": "orders watch", "id": "2KX7Q4M9D", "defaultInterpreterGroup": "flink",
             "paragraphs": [{"text": "%flink.ssql\\nSHOW TABLES;\\n", "id": "paragraph_1760000000000_101",
                             "jobName": "paragraph_1760000000000_101", "config": {}, "settings": {"params": {}, "forms": {}},
                             "apps": [], "dateCreated": "2026-11-01 09:00:00.000", "status": "READY"}],
             "noteParams": {}, "noteForms": {}, "angularObjects": {}, "config": {}, "info": {}, "version": "0.10.0"}
            """;
    private static final String FULL =
            """
            {"name": "shop/Orders", "id": "2KX7Q4M9E", "defaultInterpreterGroup": "flink", "version": "0.10.1",
             "noteParams": {"region": "eu"}, "noteForms": {"region": {"type": "TextBox", "name": "region"}},
             "angularObjects": {"flink": [{"name": "x", "object": 1}]}, "config": {"looknfeel": "report", "cron": null},
             "info": {"isRunning": true}, "path": "/shop/Orders", "unknown": {"deep": [1, 2.5, null]},
             "paragraphs": [
              {"title": "Orders by status",
               "text": "%flink.ssql(type=update, refreshInterval=2000)\\nSELECT status, COUNT(*) FROM ${source=now,now(latest)|log} GROUP BY status;\\n",
               "user": "anna", "dateUpdated": "2026-11-01 09:05:12.345", "progress": 30, "custom": "kept",
               "config": {"title": true, "enabled": true, "colWidth": 6.0, "fontSize": 9.0,
                          "editorSetting": {"language": "sql", "editOnDblClick": false}, "editorMode": "ace/mode/sql",
                          "results": {"0": {"graph": {"mode": "multiBarChart", "height": 300.0, "optionOpen": false,
                                                      "keys": [{"name": "status", "index": 0.0, "aggr": "sum"}],
                                                      "groups": [],
                                                      "values": [{"name": "orders", "index": 1.0, "aggr": "avg"}],
                                                      "setting": {"multiBarChart": {"stacked": false,
                                                                                    "rotate": {"degree": "-45"}}},
                                                      "commonSetting": {}}, "helium": {}}}},
               "settings": {"params": {"source": "now", "most": 5.0, "unset": null},
                            "forms": {"source": {"type": "Select", "name": "source", "hidden": false,
                                                 "options": [{"value": "now", "displayName": "latest"}]}}},
               "results": {"code": "SUCCESS", "msg": [{"type": "TABLE", "data": "status\\torders\\nShipped\\t303\\n"}]},
               "apps": [{"id": "a"}], "runtimeInfos": {}, "progressUpdateIntervalMs": 500,
               "jobName": "paragraph_1760000000000_102", "id": "paragraph_1760000000000_102",
               "dateCreated": "2026-11-01 09:00:01.000", "status": "RUNNING"},
              {"text": "%flink.ipyflink\\nprint('${x}')\\n", "id": "paragraph_-5", "user": "anonymous", "apps": []}]}
            """;

    private static String paragraph(String members) {
        return "{\"name\":\"n\",\"paragraphs\":[{\"id\":\"p\"," + members + "}]}";
    }

    private static Note read(String zpln) {
        return ZeppelinNote.read("n", PojoCodec.parse(zpln));
    }

    private static Cell cell(String members) {
        return read(paragraph(members)).cells().get(0);
    }

    private static Cell cellOf(String text) {
        return cell("\"text\":" + PojoCodec.node(text));
    }

    private static ObjectNode written(Note note) {
        return PojoCodec.parse(ZeppelinNote.write(note));
    }

    private static String writtenText(Note note) {
        return written(note).path("paragraphs").path(0).path("text").textValue();
    }

    /** As it comes back from our own file. */
    private static Note stored(Note note) {
        return NoteFile.read(note.id(), NoteFile.write(note));
    }

    /** The note without what runs leave behind, and with what may be absent. */
    private static ObjectNode comparable(ObjectNode zpln) {
        ObjectNode note = PojoCodec.parse(PojoCodec.bytes(zpln));
        note.remove(List.of("id", "version", "info", "path"));
        note.putIfAbsent("defaultInterpreterGroup", PojoCodec.node("flink"));
        Stream.of("noteParams", "noteForms", "angularObjects", "config")
                .forEach(member -> note.putIfAbsent(member, PojoCodec.object()));
        for (JsonNode each : note.path("paragraphs")) {
            ObjectNode paragraph = (ObjectNode) each;
            paragraph.remove(List.of("status", "progress", "progressUpdateIntervalMs", "jobName", "results", "result"));
            paragraph.remove(List.of("dateCreated", "dateStarted", "dateFinished", "dateUpdated"));
            paragraph.remove(List.of("runtimeInfos", "errorMessage"));
            paragraph.putIfAbsent("text", PojoCodec.node(""));
            paragraph.putIfAbsent("user", PojoCodec.node("anonymous"));
            paragraph.putIfAbsent("apps", PojoCodec.object().arrayNode());
            paragraph.putIfAbsent("config", PojoCodec.object());
            ObjectNode settings = paragraph.withObjectProperty("settings");
            settings.withObjectProperty("params");
            settings.withObjectProperty("forms");
        }
        return note;
    }

    static Stream<String> notes() {
        return Stream.of(
                MINIMAL,
                FULL,
                "{\"name\":\"empty\",\"paragraphs\":[]}",
                paragraph("\"text\":\"%flink.ssql SELECT 1\""),
                paragraph("\"text\":\"  %flink.ssql() \\n\\n SELECT 1 \\n\\n\""),
                paragraph("\"text\":\"%flink.ssql\\r\\nSELECT 'a\\r\\nb';\\r\\n\""),
                paragraph("\"text\":\"%md\""),
                paragraph("\"text\":\"%md\\n\""),
                paragraph("\"text\":\"\""),
                paragraph("\"text\":\"%flink.ssql(type=update\\r\\nSELECT 1\""),
                paragraph("\"text\":\"%flink.ssql(a=1=2)\\nSELECT 1\""),
                paragraph("\"text\":\"SELECT 1\",\"config\":{\"results\":{\"0\":{\"graph\":{\"mode\":\"network\"}}}}"),
                paragraph("\"text\":\"%md\\nGrüße 🙂 \\u0000 漢字\",\"title\":\"Ünïcode 🙂\""),
                paragraph("\"config\":{\"graph\":{\"mode\":\"pieChart\",\"keys\":[{\"name\":\"a\",\"index\":0.0}]}}"),
                paragraph("\"config\":{\"results\":[{\"graph\":{\"mode\":\"lineChart\"}}]},\"text\":\"x\""),
                paragraph("\"text\":\"%flink.ssql\\nSELECT 1\",\"result\":{\"code\":\"SUCCESS\",\"type\":\"TABLE\","
                        + "\"msg\":\"a\\n1\\n\"}"),
                paragraph(
                        "\"text\":\"%flink.ssql\\n${checkbox( OR ):c=a|b,a|b}\",\"settings\":{\"params\":{\"c\":[\"a\"]},"
                                + "\"forms\":{\"c\":{\"type\":\"CheckBox\",\"defaultValue\":[\"a\",\"b\"]}}}"));
    }

    @ParameterizedTest
    @MethodSource("notes")
    void comesBackAsItWas(String zpln) {
        // Given
        ObjectNode original = PojoCodec.parse(zpln);
        // When
        Note note = ZeppelinNote.read("n", original.deepCopy());
        // Then
        assertThat(comparable(written(note))).isEqualTo(comparable(original));
        assertThat(comparable(written(stored(note)))).as("by way of our file").isEqualTo(comparable(original));
    }

    @ParameterizedTest
    @MethodSource("notes")
    void whatWasExportedReadsAsWhatItWas(String zpln) {
        // Given
        Note note = read(zpln);
        // When
        Note again = ZeppelinNote.read("n", written(note));
        // Then
        assertThat(again.title()).isEqualTo(note.title());
        assertThat(again.cells())
                .extracting(Cell::id)
                .isEqualTo(note.cells().stream().map(Cell::id).toList());
        assertThat(again.cells())
                .extracting(Cell::kind)
                .isEqualTo(note.cells().stream().map(Cell::kind).toList());
        assertThat(again.cells())
                .extracting(Cell::magic)
                .isEqualTo(note.cells().stream().map(Cell::magic).toList());
        assertThat(again.cells())
                .extracting(Cell::text)
                .isEqualTo(note.cells().stream().map(Cell::text).toList());
        assertThat(again.cells())
                .extracting(Cell::view)
                .isEqualTo(note.cells().stream().map(Cell::view).toList());
        assertThat(again.cells())
                .extracting(Cell::parameters)
                .isEqualTo(note.cells().stream().map(Cell::parameters).toList());
        assertThat(ZeppelinNote.write(again)).isEqualTo(ZeppelinNote.write(ZeppelinNote.read("n", written(again))));
    }

    @Test
    void readsAFullCell() {
        Note note = read(FULL);
        assertThat(note.title()).isEqualTo("shop/Orders");
        assertThat(note.cells()).extracting(Cell::kind).containsExactly("sql", "foreign");
        Cell cell = note.cells().get(0);
        assertThat(cell.id()).isEqualTo("paragraph_1760000000000_102");
        assertThat(cell.title()).isEqualTo("Orders by status");
        assertThat(cell.magic()).isEqualTo("%flink.ssql(type=update, refreshInterval=2000)");
        assertThat(cell.text()).startsWith("SELECT status").endsWith("GROUP BY status;\n");
        assertThat(cell.parameters()).isEqualTo(Map.of("source", "now", "most", "5"));
        assertThat(cell.view())
                .isEqualTo(PojoCodec.parse("{\"kind\":\"bar\",\"keys\":[\"status\"],\"groups\":[],"
                        + "\"values\":[{\"column\":\"orders\",\"aggregate\":\"avg\"}]}"));
        assertThat(note.zeppelin().path("unknown").path("deep")).hasSize(3);
        assertThat(cell.zeppelin().path("custom").asText()).isEqualTo("kept");
    }

    @Test
    void leavesNothingOfARunInOurFile() {
        assertThat(new String(NoteFile.write(read(FULL)), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("Shipped", "RUNNING", "dateUpdated", "jobName", "isRunning");
    }

    @Test
    void writesWhatZeppelinExpects() {
        // When
        ObjectNode zpln = written(read(MINIMAL));
        // Then
        assertThat(zpln.path("id").asText()).matches("2[0-9A-Z]{8}").isNotEqualTo("2KX7Q4M9D");
        assertThat(zpln.path("version").asText()).isEqualTo("0.10.0");
        JsonNode paragraph = zpln.path("paragraphs").path(0);
        assertThat(paragraph.path("status").asText()).isEqualTo("READY");
        assertThat(paragraph.path("jobName")).isEqualTo(paragraph.path("id"));
        assertThat(paragraph.path("dateCreated").asText())
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
        assertThat(written(read(MINIMAL))).isEqualTo(zpln);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%flink.ssql SELECT 1|sql",
                "%ssql(type=append)|sql",
                "%flink.conf|sql",
                "%md hi|markdown",
                "%aws|aws",
                "%flink.ipyflink|foreign",
                "%sh|foreign",
                "select 1|sql",
                "-- a comment ^ /* and */ INSERT INTO a SELECT 1|sql",
                "val x = 1|foreign",
                "SELECTED|foreign",
                "%flink.ssql(type=update|sql",
                "%sh(a|foreign",
            })
    void knowsWhatACellIs(String text, String kind) {
        assertThat(cellOf(text.replace('^', '\n')).kind()).isEqualTo(kind);
    }

    @Test
    void withoutMagicTheGroupOfTheNoteDecides() {
        assertThat(read("{\"defaultInterpreterGroup\":\"spark\",\"paragraphs\":[{\"text\":\"SELECT 1\"}]}")
                        .cells()
                        .get(0)
                        .kind())
                .isEqualTo("foreign");
        assertThat(read("{\"defaultInterpreterGroup\":\"md\",\"paragraphs\":[{\"text\":\"# Hi\"}]}")
                        .cells()
                        .get(0)
                        .kind())
                .isEqualTo("markdown");
    }

    @Test
    void aMagicThatCannotBeReadIsKeptToBeTold() {
        Cell cell = cellOf("%flink.ssql(type=update\nSELECT 1");
        assertThat(cell.magic()).isEqualTo("%flink.ssql(type=update");
        assertThat(cell.text()).isEqualTo("SELECT 1");
        assertThatThrownBy(() -> Magic.of(cell.magic())).hasMessageContaining("not closed");
    }

    @Test
    void sqlOnTheLineOfTheMagicIsTheText() {
        Cell cell = cellOf("%flink.ssql(type=update)   SELECT 1\nFROM a");
        assertThat(cell.text()).isEqualTo("SELECT 1\nFROM a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%flink.ssql", "%flink.ssql ", "%flink.ssql SELECT 1", "%flink.ssql() SELECT 1", "%flink.ssql\n"
            })
    void textTypedSinceDoesNotBecomePartOfTheMagic(String before) {
        // Given
        Note note = read(paragraph("\"text\":" + PojoCodec.node(before)));
        Cell cell = note.cells().get(0);
        Cell changed = new Cell(
                cell.id(), "sql", cell.magic(), "SELECT 2", "", cell.view(), cell.parameters(), cell.zeppelin());
        // When
        String text = writtenText(new Note("n", "n", "", false, List.of(changed), note.zeppelin()));
        // Then
        assertThat(Magic.of(text).name()).isEqualTo("flink.ssql");
        assertThat(Magic.of(text).script().strip()).isEqualTo("SELECT 2");
    }

    @ParameterizedTest
    @CsvSource({"sql,%flink.ssql", "markdown,%md", "aws,%aws"})
    void ourOwnCellsGetAMagic(String kind, String magic) {
        // Given
        Cell cell = new Cell("c1", kind, "", "# x", "", PojoCodec.object(), Map.of(), PojoCodec.object());
        Note note = new Note("n", "n", "root", false, List.of(cell), PojoCodec.object());
        // Then
        assertThat(writtenText(note)).isEqualTo(magic + "\n# x");
        assertThat(ZeppelinNote.read("n", written(note)).cells().get(0).kind()).isEqualTo(kind);
    }

    @Test
    void aChangedViewIsWrittenAndTheRestOfItKept() {
        // Given
        Note note = read(FULL);
        Cell cell = note.cells().get(0);
        ObjectNode view = PojoCodec.parse(
                "{\"kind\":\"pie\",\"keys\":[\"a\"],\"groups\":[],\"values\":[{\"column\":\"b\",\"aggregate\":\"max\"}]}");
        Cell changed = new Cell(
                cell.id(),
                cell.kind(),
                cell.magic(),
                cell.text(),
                cell.title(),
                view,
                cell.parameters(),
                cell.zeppelin());
        // When
        ObjectNode zpln = written(new Note("n", "n", "", false, List.of(changed), note.zeppelin()));
        // Then
        JsonNode graph = zpln.at("/paragraphs/0/config/results/0/graph");
        assertThat(graph.path("mode").asText()).isEqualTo("pieChart");
        assertThat(graph.path("height").asInt()).isEqualTo(300);
        assertThat(zpln.at("/paragraphs/0/config/colWidth").asInt()).isEqualTo(6);
        assertThat(ZeppelinNote.read("n", zpln).cells().get(0).view()).isEqualTo(view);
    }

    @Test
    void theChosenOfACheckboxAreJoinedAsTheFormSays() {
        Cell cell = cell("\"text\":\"%flink.ssql\\nWHERE ${checkbox( OR ):c=,a|b}\","
                + "\"settings\":{\"params\":{\"c\":[\"a\",\"b\"]}}");
        assertThat(Forms.fill(cell.text(), cell.parameters()).text()).isEqualTo("WHERE a OR b");
    }

    @Test
    void theChosenOfACheckboxAreAListInZeppelin() {
        // Given
        Cell cell = new Cell(
                "c1",
                "sql",
                "%flink.ssql",
                "${checkbox( OR ):c=,a|b}",
                "",
                PojoCodec.object(),
                Map.of("c", "b OR a"),
                PojoCodec.object());
        // When
        ObjectNode zpln = written(new Note("n", "n", "", false, List.of(cell), PojoCodec.object()));
        // Then
        assertThat(zpln.at("/paragraphs/0/settings/params/c")).hasToString("[\"b\",\"a\"]");
    }

    @Test
    void passwordsAreNotInOurFile() {
        Note note = read(paragraph("\"text\":\"%flink.ssql\\n${password:p} ${q}\","
                + "\"settings\":{\"params\":{\"p\":\"s3cret\",\"q\":\"1\"}}"));
        assertThat(stored(note).cells().get(0).parameters()).isEqualTo(Map.of("q", "1"));
    }

    @Test
    void idsOfCellsBecomeUnique() {
        assertThat(read("{\"paragraphs\":[{\"id\":\"a\"},{\"id\":\"a\"},{\"id\":\"a_2\"},{},{}]}")
                        .cells())
                .extracting(Cell::id)
                .doesNotHaveDuplicates()
                .startsWith("a", "a_2");
    }

    @Test
    void strangeMembersAreNoReasonToFail() {
        Note note = read("{\"name\":null,\"paragraphs\":[null,{\"text\":null,\"config\":null,\"settings\":[],"
                + "\"dateCreated\":\"yesterday\",\"title\":7,\"apps\":null,\"user\":null,\"status\":\"DANCING\"}]}");
        assertThat(note.title()).isEqualTo("Imported note");
        assertThat(note.cells()).hasSize(1);
        assertThat(written(stored(note)).path("paragraphs")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"paragraphs\":{}}",
                "{\"paragraphs\":\"x\"}",
                "{\"paragraphs\":[\"x\"]}",
                "{\"paragraphs\":[{\"text\":[\"SELECT 1\"]}]}",
                "{\"cells\":[]}"
            })
    void whatIsNoNoteIsRefused(String document) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOfSatisfying(CrosscurrentException.class, failure -> assertThat(failure.code())
                        .isEqualTo("studio.note_damaged"));
    }

    @Test
    void ourFormatSurvivesItsFile() {
        // Given
        Cell cell = new Cell(
                "c1",
                "sql",
                "%flink.ssql",
                "SELECT 'ü 🙂'\r\n\nFROM a\n",
                "T",
                PojoCodec.object().put("kind", "line"),
                Map.of("b", "2", "a", "1\n"),
                PojoCodec.object().put("k", 1));
        Note note = new Note("n", "folder/Tïtle", "user/anna", true, List.of(cell), PojoCodec.object());
        // Then
        assertThat(stored(note)).isEqualTo(note);
        assertThat(NoteFile.write(stored(note))).isEqualTo(NoteFile.write(note));
        assertThat(new String(NoteFile.write(note), java.nio.charset.StandardCharsets.UTF_8).lines())
                .as("a line of text is a line of the file")
                .contains("        \"FROM a\",");
    }
}
