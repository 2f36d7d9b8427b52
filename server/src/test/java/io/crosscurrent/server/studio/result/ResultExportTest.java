/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.engines.sql.SqlEngine.ResultColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultExportTest {
    private static final List<ResultColumn> COLUMNS =
            List.of(new ResultColumn("id", "BIGINT"), new ResultColumn("comment, if any", "STRING"));

    private static String csv(List<List<String>> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ResultExport.csv(COLUMNS, rows, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String json(List<List<String>> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ResultExport.json(COLUMNS, rows, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void csvQuotesOnlyWhatNeedsIt() throws IOException {
        assertThat(csv(List.of(
                        List.of("1", "plain words; 'x'"),
                        List.of("2", "a,b"),
                        List.of("3", "say \"hi\""),
                        List.of("4", "two\nlines"),
                        List.of("5", "a\rb"),
                        List.of("6", " Grüße\t🙂 "))))
                .isEqualTo(
                        """
                        id,"comment, if any"
                        1,plain words; 'x'
                        2,"a,b"
                        3,"say ""hi""\"
                        4,"two~lines"
                        5,"a\rb"
                        6, Grüße\t🙂\s
                        """
                                .replace("\n", "\r\n")
                                .replace('~', '\n'));
    }

    @Test
    void csvTellsNullFromTheEmptyText() throws IOException {
        assertThat(csv(List.of(Arrays.asList(null, ""), Arrays.asList("", null), Arrays.asList(null, null))))
                .endsWith("any\"\r\n,\"\"\r\n\"\",\r\n,\r\n");
    }

    @Test
    void withoutRowsThereAreColumns() throws IOException {
        assertThat(csv(List.of())).isEqualTo("id,\"comment, if any\"\r\n");
        assertThat(json(List.of())).isEqualTo("[]");
    }

    @Test
    void jsonIsAListOfObjects() throws IOException {
        assertThat(json(List.of(List.of("1", "x"), Arrays.asList(null, ""))))
                .isEqualTo("[{\"id\":\"1\",\"comment, if any\":\"x\"},{\"id\":null,\"comment, if any\":\"\"}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775807",
                "0.10000000000000000000001",
                "\"\\",
                "\n\r\t\u0000",
                "Grüße 🙂",
                "</script>",
                "null",
                "{\"a\":[1]}",
            })
    void jsonLosesNoCharacter(String value) throws IOException {
        JsonNode read = new ObjectMapper().readTree(json(List.of(List.of("1", value))));
        assertThat(read.path(0).path("comment, if any").textValue()).isEqualTo(value);
    }
}
