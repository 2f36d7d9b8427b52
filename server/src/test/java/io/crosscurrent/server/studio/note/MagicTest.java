/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MagicTest {
    private static Arguments vector(String text, String name, Map<String, String> properties, String script) {
        return Arguments.of(text, name, properties, script);
    }

    static Stream<Arguments> vectors() {
        return Stream.of(
                vector("%flink.ssql(type=update)\nSELECT 1", "flink.ssql", Map.of("type", "update"), "\nSELECT 1"),
                vector("  %flink.bsql SELECT 1", "flink.bsql", Map.of(), "SELECT 1"),
                vector("\n\t%flink.bsql SELECT 1", "flink.bsql", Map.of(), "SELECT 1"),
                vector("%md\n# Hi", "md", Map.of(), "\n# Hi"),
                vector("%md\r\n# Hi\r\n", "md", Map.of(), "\r\n# Hi\r\n"),
                vector("%md", "md", Map.of(), ""),
                vector("%flink.ssql()  x", "flink.ssql", Map.of(), "x"),
                vector("%flink.ssql() \n\tx", "flink.ssql", Map.of(), "\n\tx"),
                vector("%x(a=\"b, c=d\", e=f\\,g)", "x", Map.of("a", "b, c=d", "e", "f,g"), ""),
                vector("%x(solo)", "x", Map.of("solo", "solo"), ""),
                vector("%x(a, b=1)", "x", Map.of("a", "a", "b", "1"), ""),
                vector("%x(a=,b=1)", "x", Map.of("a", "", "b", "1"), ""),
                vector("%x( a = 1 ,\n b = \" 2 \" )", "x", Map.of("a", "1", "b", "2"), ""),
                vector("%x(t=<b>{0}</b>) q", "x", Map.of("t", "<b>{0}</b>"), "q"),
                vector("%x(t=\"a)b\", u=\\\"c\\\")q", "x", Map.of("t", "a)b", "u", "\"c\""), "q"),
                vector("%x(t=1\\n2\\t3)", "x", Map.of("t", "1\n2\t3"), ""),
                vector("SELECT 1", "", Map.of(), "SELECT 1"),
                vector("  SELECT '%md'", "", Map.of(), "  SELECT '%md'"),
                vector("% md", "", Map.of(), "% md"),
                vector("", "", Map.of(), ""));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void readsWhoRunsACellAndHow(String text, String name, Map<String, String> properties, String script) {
        Magic magic = Magic.of(text);
        assertThat(magic.name()).isEqualTo(name);
        assertThat(magic.properties()).isEqualTo(properties);
        assertThat(magic.script()).isEqualTo(script);
        assertThat(magic.head() + magic.script()).as("nothing is lost").isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "%x(a=1~is not closed",
                "%x(a=\"1)~is not closed",
                "%x(a=1\\~ends with a backslash",
                "%x(a=1=2)~second \"=\"",
                "%x(=1)~without a name",
                "%x(a=1,,b=2)~without a name",
            },
            delimiter = '~')
    void saysWhatCannotBeRead(String text, String why) {
        assertThatThrownBy(() -> Magic.of(text)).isInstanceOfSatisfying(CrosscurrentException.class, failure -> {
            assertThat(failure.code()).isEqualTo("studio.magic_malformed");
            assertThat(failure).hasMessageContaining(why);
        });
    }

    @Test
    void theMessageShowsTheFirstLineOnly() {
        assertThatThrownBy(() -> Magic.of("%x(a=1\nSELECT 'p'"))
                .hasMessageContaining("\"%x(a=1\"")
                .hasMessageNotContaining("SELECT");
    }

    @Test
    void propertiesKeepTheirOrder() {
        assertThat(Magic.of("%x(z=1, a=2, m=3, b=4)").properties())
                .containsExactly(entry("z", "1"), entry("a", "2"), entry("m", "3"), entry("b", "4"));
    }

    @Test
    void aSpaceBeforeTheBracketIsForgiven() {
        Magic magic = Magic.of("%flink.ssql (type=update) SELECT 1");
        assertThat(magic.properties()).containsExactly(entry("type", "update"));
        assertThat(magic.script()).isEqualTo("SELECT 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(SELECT 1) UNION (SELECT 2)", "(SELECT a FROM t WHERE b = 1)", "(SELECT 1", "(a = = b)"})
    void aBracketAfterASpaceMayBeginTheScript(String script) {
        Magic magic = Magic.of("%flink.ssql " + script);
        assertThat(magic.name()).isEqualTo("flink.ssql");
        assertThat(magic.properties()).isEmpty();
        assertThat(magic.script()).isEqualTo(script);
    }

    @ParameterizedTest
    @CsvSource({
        "%flink.ssql,sql",
        "%ssql,sql",
        "%flink.bsql,sql",
        "%bsql,sql",
        "%flink.conf,sql",
        "%md,markdown",
        "%markdown,markdown",
        "%aws,aws",
        "%flink,foreign",
        "%flink.ipyflink,foreign",
        "%sh,foreign",
        "SELECT 1,''",
    })
    void whoRunsWhat(String text, String kind) {
        assertThat(Magic.of(text).kind()).isEqualTo(kind);
    }

    @Test
    void onlyBsqlIsBatchAndOnlyConfIsConfiguration() {
        assertThat(Magic.of("%flink.bsql").batch()).isTrue();
        assertThat(Magic.of("%bsql(x=1)").batch()).isTrue();
        assertThat(Magic.of("%flink.ssql").batch()).isFalse();
        assertThat(Magic.of("%flink.conf").configuration()).isTrue();
        assertThat(Magic.of("%flink.ssql").configuration()).isFalse();
    }
}
