/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
    @ParameterizedTest
    @CsvSource({
        "800000003c, 9, 2, 0.60",
        "7fffffffc3, 9, 2, -0.60",
        "810dfb38d204d2, 14, 4, 1234567890.1234",
        "7ef204c72dfb2d, 14, 4, -1234567890.1234",
        "80, 1, 0, 0",
        "7e, 1, 1, -0.1",
        "8000000000, 10, 0, 0",
        "810000000000000000, 20, 0, 1000000000000000000",
        "80bc614e35b7bf87350e34c02f075f79075bcd1500bc614e35b7bf87037a, 65, 30, 12345678901234567890123456789012345.123456789012345678901234567890",
        "1cc4653600c4653600c4653600c4653600c4653600c4653600c4653600, 65, 0, -99999999999999999999999999999999999999999999999999999999999999999",
        "80000001, 9, 9, 0.000000001",
        "85f5e10005, 10, 1, 100000000.5"
    })
    void digitsComeOutWithTheScaleOfTheColumn(String hex, int precision, int scale, String expected) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        byte[] target = new byte[Decimals.MAX_TEXT];
        assertThat(Decimals.bytes(precision, scale)).isEqualTo(bytes.length);

        int end = Decimals.text(bytes, 0, precision, scale, target, 0);

        assertThat(new String(target, 0, end, StandardCharsets.US_ASCII)).isEqualTo(expected);
    }
}
