/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharacterSetTest {
    @ParameterizedTest
    @CsvSource({
        "latin1, 80818a8dff, '€\u0081Š\u008dÿ'",
        "ascii, 6180, a?",
        "swe7, 5b7d, Äå",
        "koi8r, f0d2c9d7c5d4, Привет",
        "gbk, d6d0b9fa41, 中国A",
        "gb18030, 94 39 fc 36 41 81 30 81 30, '😀A\u0080'",
        "sjis, 93fa967b b1 815f, '日本ｱ\\'",
        "cp932, fbfc, 髙",
        "eucjpms, 8fb0a1 8eb1 c6fc, '丂ｱ日'",
        "ucs2, 00e465e5, ä日",
        "utf16, d83dde00d83d0041, 😀?A",
        "utf16le, 3dd800de, 😀",
        "utf32, 0001f60000000041, 😀A",
        "utf8mb4, f09f9880, 😀"
    })
    void bytesBecomeTheTextTheServerReads(String charset, String hex, String text) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThat(CharacterSet.of(charset).toText(bytes, 0, bytes.length)).isEqualTo(text);
    }

    @Test
    void plainAsciiIsNotCopied() {
        byte[] bytes = "plain".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        assertThat(CharacterSet.of("latin1").isUtf8(bytes, 0, bytes.length)).isTrue();
        assertThat(CharacterSet.of("sjis").isUtf8(bytes, 0, bytes.length)).isTrue();
        assertThat(CharacterSet.of("ucs2").isUtf8(bytes, 0, bytes.length)).isFalse();
    }

    @Test
    void unknownCharacterSetsAreNamed() {
        assertThatThrownBy(() -> CharacterSet.of("klingon"))
                .isInstanceOf(CrosscurrentException.class)
                .hasMessageContaining("klingon");
        assertThatThrownBy(() -> Collations.charset(9999)).isInstanceOf(CrosscurrentException.class);
        assertThat(Collations.charset(255).name()).isEqualTo("utf8mb4");
        assertThat(Collations.charsetOf("utf8_general_ci")).isEqualTo("utf8mb3");
    }
}
