/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoteUploadTest {
    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A document whose middle is repeated as it is read, so that the test does not hold it either. */
    private static InputStream document(String begin, String again, int times, String end) {
        return new SequenceInputStream(Collections.enumeration(java.util.List.of(
                bytes(begin),
                new SequenceInputStream(Collections.enumeration(Collections.nCopies(times, again).stream()
                        .map(NoteUploadTest::bytes)
                        .toList())),
                bytes(end))));
    }

    private static void fails(InputStream in, String code, String message) {
        assertThatThrownBy(() -> NoteUpload.read(in))
                .isInstanceOfSatisfying(CrosscurrentException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(code);
                    assertThat(failure.remedy()).isNotBlank();
                })
                .hasMessageContaining(message);
    }

    @Test
    void resultsArePassedOverAndSettingsOfThemKept() throws IOException {
        ObjectNode note = NoteUpload.read(
                bytes(
                        """
                {"paragraphs": [{"text": "SELECT 1", "results": {"msg": [{"data": "x"}]}, "result": {"msg": "x"},
                  "config": {"results": {"0": {"graph": {"mode": "pieChart"}}}, "colWidth": 6.0}}],
                 "body": {"paragraphs": [{"results": {}}]}, "results": "kept", "n": [1, 9223372036854775808, null, true]}"""));
        assertThat(note.toString())
                .isEqualTo("{\"paragraphs\":[{\"text\":\"SELECT 1\",\"config\":{\"results\":{\"0\":{\"graph\":"
                        + "{\"mode\":\"pieChart\"}}},\"colWidth\":6.0}}],\"body\":{\"paragraphs\":[{}]},"
                        + "\"results\":\"kept\",\"n\":[1,9223372036854775808,null,true]}");
    }

    @Test
    void resultsOfAnySizeCostNothing() throws IOException {
        String rows = "{\"type\":\"TABLE\",\"data\":\"" + "1\\t2\\n".repeat(100_000) + "\"},";
        ObjectNode note = NoteUpload.read(
                document("{\"paragraphs\":[{\"text\":\"SELECT 1\",\"results\":{\"msg\":[", rows, 100, "{}]}}]}"));
        assertThat(note.toString()).isEqualTo("{\"paragraphs\":[{\"text\":\"SELECT 1\"}]}");
    }

    @Test
    void nobodyKeepsItReading() {
        fails(
                document("{\"paragraphs\":[{\"results\":[", "\"" + "x".repeat(1 << 20) + "\",", 70, "1]}]}"),
                "studio.note_too_large",
                "more than 64 MB");
    }

    @Test
    void whatIsRefusedIsReadToItsEndSoThatTheSenderHears() throws IOException {
        InputStream in = document("{\"a\": no, \"b\": \"", "x".repeat(1 << 16), 100, "\"}");
        fails(in, "studio.note_damaged", "line 1");
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void whatWouldBeKeptIsBounded() {
        fails(document("{\"paragraphs\":[", "{},", 200_001, "{}]}"), "studio.note_too_large", "200,000 values");
        fails(
                document("{\"paragraphs\":[", "{\"text\":\"" + "x".repeat(1 << 20) + "\"},", 9, "{}]}"),
                "studio.note_too_large",
                "characters beside its results");
        fails(
                document("{\"paragraphs\":[{\"text\":\"", "x".repeat(1 << 20), 20, "\"}]}"),
                "studio.note_too_large",
                "a value of more than");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | it is empty",
                "[] | it is no JSON object",
                "null | it is no JSON object",
                "no json | (line 1, column",
                "{\"paragraphs\": [{\"text\": \"SELECT | (line 1, column",
                "{\"paragraphs\": [{\"text\": \"SELECT 1\"} | (line 1, column",
                "{\"paragraphs\": [{\"results\": {\"msg\": [ | (line 1, column",
                "{\"paragraphs\": []} {} | something follows",
                "{\"n\": 1E+999999999} | a number has more than",
            })
    void whatIsNoDocumentIsToldWithItsPlace(String text, String message) {
        fails(bytes(text), "studio.note_damaged", message.strip());
    }

    @Test
    void deepNestingIsDamageNotAnAccident() {
        fails(document("{\"a\":", "[", 100_000, ""), "studio.note_damaged", "nested deeper than 64");
        fails(
                document("{\"paragraphs\":[{\"results\":", "[", 100_000, ""),
                "studio.note_damaged",
                "nested deeper than 64");
    }
}
