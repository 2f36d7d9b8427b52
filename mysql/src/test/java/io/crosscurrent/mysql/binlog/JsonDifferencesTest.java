/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDifferencesTest {
    /** {@code {"a": [1, 2], "b": true}}. */
    private static final byte[] DOCUMENT = HexFormat.of()
            .parseHex("00" + "02002200" + "12000100" + "13000100" + "021400" + "040100" + "6162" + "02000e00" + "050100"
                    + "050200" + "00000000");
    /** The number 7. */
    private static final byte[] SEVEN = {5, 7, 0};

    private static String applied(int operation, String path) {
        JsonNode document = JsonNode.read(DOCUMENT, 0, DOCUMENT.length);
        ByteArrayOutputStream difference = new ByteArrayOutputStream();
        byte[] text = path.getBytes(StandardCharsets.UTF_8);
        difference.write(operation);
        difference.write(text.length);
        difference.writeBytes(text);
        if (operation != 2) {
            difference.write(SEVEN.length);
            difference.writeBytes(SEVEN);
        }
        byte[] bytes = difference.toByteArray();
        JsonDifferences.apply(document, new PackedCursor(bytes, 0, bytes.length));
        JsonText json = new JsonText();
        json.read(document);
        return new String(json.bytes(), 0, json.length(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0 | $.a                | {"a": 7, "b": true}
            0 | $.a[1]             | {"a": [1, 7], "b": true}
            0 | $.a[last-1]        | {"a": [7, 2], "b": true}
            0 | $."b"              | {"a": [1, 2], "b": 7}
            1 | $.aa               | {"a": [1, 2], "b": true, "aa": 7}
            1 | $."\\u0041"        | {"A": 7, "a": [1, 2], "b": true}
            1 | $."x y.z[0]\\"\\\\" | {"a": [1, 2], "b": true, "x y.z[0]\\"\\\\": 7}
            1 | $.a[0]             | {"a": [7, 1, 2], "b": true}
            1 | $.a[2]             | {"a": [1, 2, 7], "b": true}
            1 | $.a[99]            | {"a": [1, 2, 7], "b": true}
            2 | $.a[last]          | {"a": [1], "b": true}
            2 | $.b                | {"a": [1, 2]}
            """)
    void changeTheOnePlaceTheyName(int operation, String path, String document) {
        assertThat(applied(operation, path)).isEqualTo(document);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0 | $
            2 | $
            0 | $.c
            0 | $.a.b
            0 | $.a[2]
            0 | $.b[0]
            1 | $.a
            1 | $.c.d
            1 | $.b[0]
            2 | $.c
            2 | $.a[2]
            2 | $.a[last-2]
            0 | a
            0 | $a
            0 | $.a[x]
            0 | $.a[1
            0 | $."a
            """)
    void fitOnlyWhatIsThere(int operation, String path) {
        assertThatThrownBy(() -> applied(operation, path))
                .isInstanceOf(JsonDifferences.Unfit.class)
                .hasMessageContaining(path);
    }

    @Test
    void anUnknownOperationIsNotPassedOver() {
        assertThatThrownBy(() -> applied(3, "$.a")).isInstanceOf(JsonDifferences.Unfit.class);
    }
}
