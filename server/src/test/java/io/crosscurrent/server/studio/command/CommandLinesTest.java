/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLinesTest {
    private static List<String> words(String text, Map<String, String> variables) {
        List<CommandLine> lines = CommandLines.split(text);
        assertThat(lines).hasSize(1);
        return Word.expand(lines.get(0).words(), variables);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "dms  describe-endpoints~dms|describe-endpoints",
                "aws dms x # rest~dms|x",
                "%aws dms x~dms|x",
                "a 'b c' \"d e\"~a|b c|d e",
                "a ''~a|",
                "a b'c'\"d\"e~a|bcde",
                "a b\\ c~a|b c",
                "a 'b\\c'~a|b\\c",
                "a \"b\\\"c\\d\"~a|b\"c\\d",
                "a b#c~a|b#c",
                "a $V~a|one|two",
                "a x${V}y~a|xone|twoy",
                "a \"$V\"~a|one two",
                "a '$V'~a|$V",
                "a $~a|$",
                "a 5$ \\$V~a|5$|$V",
            })
    void wordsAreReadAsAShellReadsThem(String line, String expected) {
        assertThat(words(line, Map.of("V", "one two"))).isEqualTo(List.of(expected.split("\\|", -1)));
    }

    @Test
    void commandsKeepTheirPlaceAndMayGoOnOverLines() {
        List<CommandLine> lines =
                CommandLines.split("%aws\r\n# first\r\n\r\n  dms a \\\r\n   --b '{\r\n}'\r\naws iam c");
        assertThat(lines).extracting(CommandLine::place).containsExactly(new Place(4, 3), new Place(7, 1));
        assertThat(Word.expand(lines.get(0).words(), Map.of())).containsExactly("dms", "a", "--b", "{\n}");
    }

    @Test
    void outputAndTextAreKeptUnderNames() {
        List<CommandLine> lines =
                CommandLines.split("A=$(aws dms x \\\n --query 'a|b') # c\nB=\"$(dms y)\"\nC='d e'\nD=");
        assertThat(lines).extracting(CommandLine::variable).containsExactly("A", "B", "C", "D");
        assertThat(lines).extracting(CommandLine::runs).containsExactly(true, true, false, false);
        assertThat(lines)
                .extracting(each -> Word.expand(each.words(), Map.of()))
                .containsExactly(List.of("dms", "x", "--query", "a|b"), List.of("dms", "y"), List.of("d e"), List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "dms a 'b~1~7~studio.open_quote",
                "dms a --b \"c~1~11~studio.open_quote",
                "N=$(dms a~1~1~studio.open_quote",
                "dms a | grep b~1~7~studio.shell_syntax",
                "dms a; dms b~1~6~studio.shell_syntax",
                "dms a > /tmp/b~1~7~studio.shell_syntax",
                "dms `a`~1~5~studio.shell_syntax",
                "dms --a $(dms b)~1~9~studio.shell_syntax",
                "dms --a \"$(dms b)\"~1~10~studio.shell_syntax",
                "N=$(dms a) dms b~1~12~studio.shell_syntax",
            })
    void whatOnlyAShellCouldDoIsRefusedWhereItStands(String text, int line, int column, String code) {
        assertThatThrownBy(() -> CommandLines.split("\n" + text))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo(code);
                    assertThat(failure.line()).isEqualTo(line + 1);
                    assertThat(failure.column()).isEqualTo(column);
                });
    }

    @Test
    void aVariableWithoutValueIsNamed() {
        assertThatThrownBy(() -> words("dms a $TSAK", Map.of("TASK", "t")))
                .isInstanceOf(CrosscurrentException.class)
                .hasMessageContaining("TSAK")
                .satisfies(e -> assertThat(((CrosscurrentException) e).remedy()).contains("Did you mean TASK?"));
    }
}
