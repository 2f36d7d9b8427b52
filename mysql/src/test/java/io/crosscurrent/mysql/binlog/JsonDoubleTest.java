/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDoubleTest {
    private static String text(double value) {
        TextBuffer out = new TextBuffer();
        JsonDouble.append(value, out);
        return new String(out.bytes(), 0, out.length(), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "-0.0, -0.0",
        "1, 1.0",
        "-1.5, -1.5",
        "0.1, 0.1",
        "123456789012345, 123456789012345.0",
        "1e15, 1e15",
        "1e14, 100000000000000.0",
        "1e16, 1e16",
        "1e22, 1e22",
        "0.0001, 0.0001",
        "1e-14, 0.00000000000001",
        "1e-15, 0.000000000000001",
        "1e-16, 1e-16",
        "1.5e300, 1.5e300",
        "5e-324, 5e-324",
        "2e-3, 0.002",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "9007199254740993, 9.007199254740992e15",
        "12345678901234567, 1.2345678901234568e16",
        "2e23, 2e23",
        "4.35, 4.35",
        "0.3333333333333333, 0.3333333333333333"
    })
    void numbersArePrintedAsTheServerPrintsThem(double value, String expected) {
        assertThat(text(value)).isEqualTo(expected);
    }

    @Test
    void everyNumberComesBackFromItsText() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            double value = i % 2 == 0 ? Double.longBitsToDouble(random.nextLong()) : random.nextInt() / 1000.0;
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(text(value))).isEqualTo(value);
            }
        }
    }
}
