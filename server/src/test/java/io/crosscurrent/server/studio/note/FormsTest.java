/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.note;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.server.studio.note.Forms.Filled;
import io.crosscurrent.server.studio.note.Forms.Form;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormsTest {
    private static Form form(String name, String kind, String usual, String... options) {
        return new Form(name, kind, usual, List.of(options), ",");
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("${name}", form("name", "text", "")),
                Arguments.of("${name=a b}", form("name", "text", "a b")),
                Arguments.of("${name=a=b}", form("name", "text", "a=b")),
                Arguments.of("${name(Label)=x}", form("name", "text", "x")),
                Arguments.of("${name=o1,o1|o2(Label)}", form("name", "select", "o1", "o1", "o2")),
                Arguments.of("${name(The label)=,o1|o2}", form("name", "select", "", "o1", "o2")),
                Arguments.of("${checkbox:name=a|b,a|b|c}", form("name", "checkbox", "a,b", "a", "b", "c")),
                Arguments.of(
                        "${checkbox( OR ):name(L)=a|b,a(A)|b|c}",
                        new Form("name", "checkbox", "a OR b", List.of("a", "b", "c"), " OR ")),
                Arguments.of("${name='a|b','a|b'|'c'}", form("name", "select", "'a|b'", "'a|b'", "'c'")),
                Arguments.of("${name=c,\"a|b\"(Both)|c}", form("name", "select", "c", "\"a|b\"", "c")),
                Arguments.of("${name=it's,it's|x\\|y|z\\|}", form("name", "select", "it's", "it's", "x|y", "z|")),
                Arguments.of(
                        "${checkbox:name='a|b'|c,'a|b'|c|d}", form("name", "checkbox", "'a|b',c", "'a|b'", "c", "d")),
                Arguments.of("${password:name}", form("name", "password", "")),
                Arguments.of("${password:name=told}", form("name", "password", "")),
                Arguments.of("${secret:name}", form("name", "secret", "")),
                Arguments.of("_${name=x}", form("name", "text", "x")),
                Arguments.of("$${name=x,x|y}", form("name", "select", "x", "x", "y")),
                Arguments.of("_$${name=x}", form("name", "text", "x")));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void readsAParameter(String text, Form form) {
        assertThat(Forms.of("SELECT " + text + " FROM t")).containsExactly(form);
        assertThat(Forms.fill("[ " + text + " ]", Map.of()).text()).isEqualTo("[ " + form.usual() + " ]");
        assertThat(Forms.fill("[ " + text + " ]", Map.of("name", "v")).text()).isEqualTo("[ v ]");
    }

    @Test
    void aParameterIsThereOnceAndTheFirstDefaultCounts() {
        String text = "${b=1} ${a} ${b=2}";
        assertThat(Forms.of(text)).extracting(Form::name).containsExactly("b", "a");
        assertThat(Forms.fill(text, Map.of("a", "x")).text()).isEqualTo("1 x 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$1", "\\", "\\1", "${x}", "$${x}", "a'b", "}", "", "Grüße 🙂", "${name}", "lines\n\n"})
    void valuesAreCopiedAsTheyAre(String value) {
        String text = "WHERE a = '${name}' AND b = '${name}' AND c = ${x=1}";
        assertThat(Forms.fill(text, Map.of("name", value)).text())
                .isEqualTo("WHERE a = '" + value + "' AND b = '" + value + "' AND c = 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${}", "${ }", "${=x}", "${unclosed", "$ {x}", "SELECT `$`, '{}'"})
    void whatIsNoParameterStays(String text) {
        assertThat(Forms.of(text)).isEmpty();
        assertThat(Forms.fill(text, Map.of("", "v")).text()).isEqualTo(text);
    }

    @Test
    void theLineThatEndsANameIsNotTaken() {
        assertThat(Forms.fill("FROM orders_${region} JOIN __${region}", Map.of("region", "eu"))
                        .text())
                .isEqualTo("FROM orders_eu JOIN __eu");
    }

    @ParameterizedTest
    @CsvSource({
        // SELECT long FROM t
        "0,0",
        "6,6",
        "7,7",
        "9,7",
        "10,7",
        "11,11",
        "12,12",
        "17,17",
    })
    void findsWhereAnOffsetComesFrom(int offset, int origin) {
        // Given
        Filled filled = Forms.fill("SELECT ${a} FROM t", Map.of("a", "long"));
        // Then
        assertThat(filled.text()).isEqualTo("SELECT long FROM t");
        assertThat(filled.origin(offset)).isEqualTo(origin);
    }

    @Test
    void everyCopiedCharacterComesFromAnEqualOne() {
        // Given
        String text = "${a}x${b=1}${c}\ny${a} z";
        for (String value : List.of("", "1", "much longer than its form")) {
            // When
            Filled filled = Forms.fill(text, Map.of("a", value, "c", value));
            // Then
            for (char c : "xyz\n".toCharArray()) {
                assertThat(filled.origin(filled.text().lastIndexOf(c))).isEqualTo(text.indexOf(c));
            }
            assertThat(filled.origin(filled.text().length())).isEqualTo(text.length());
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,1,1", "1,9,1,8", "2,1,1,8", "2,3,1,13", "3,2,2,2", "3,9,2,9", "4,1,3,1", "9,9,3,2"})
    void findsWherePlacesStandInTheCell(int line, int column, int writtenLine, int writtenColumn) {
        // Given: a value of two lines
        Filled filled = Forms.fill("SELECT ${a}, b\nFROM nowhere\nx", Map.of("a", "1,\n2"));
        // Then
        assertThat(filled.text()).isEqualTo("SELECT 1,\n2, b\nFROM nowhere\nx");
        assertThat(filled.place(line, column)).isEqualTo(new Forms.Place(writtenLine, writtenColumn));
    }
}
