/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestDecimalTest {
    private final JsonBuffer out = new JsonBuffer();

    private String text(double value) {
        out.size = 0;
        ShortestDecimal.write(out, value);
        return new String(out.bytes, 0, out.size, StandardCharsets.US_ASCII);
    }

    private String text(float value) {
        out.size = 0;
        ShortestDecimal.write(out, value);
        return new String(out.bytes, 0, out.size, StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0",
        "-0.0",
        "1.0",
        "-1.5",
        "0.1",
        "0.001",
        "9.99E-4",
        "9999999.0",
        "1.0E7",
        "1234567.8",
        "1.23456781234E7",
        "4.9E-324",
        "9.9E-324",
        "1.5E-323",
        "2.0E-323",
        "2.2250738585072014E-308",
        "1.7976931348623157E308",
        "2.0E23",
        "1.0E23",
        "8.41E21",
        "9.007199254740992E15",
        "0.30000000000000004",
        "5.0E-5",
        "2.0E-3",
        "100.0",
        "123456.7",
        "1.0E-10",
        "9.5367431640625E-7"
    })
    void doublesHaveTheirShortestText(String text) {
        assertThat(text(Double.parseDouble(text))).isEqualTo(text.equals("2.0E-3") ? "0.002" : text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0",
        "-0.0",
        "0.1",
        "3.1415927",
        "1.4E-45",
        "2.8E-45",
        "4.2E-45",
        "2.2E-44",
        "1.1754944E-38",
        "3.4028235E38",
        "1.6777216E7",
        "3.3554432E7",
        "8388609.0",
        "1.0E10",
        "0.3",
        "1.0E-5"
    })
    void floatsHaveTheirShortestText(String text) {
        assertThat(text(Float.parseFloat(text))).isEqualTo(text);
    }

    @Test
    void noTextIsShorterOrCloser() {
        Random random = new Random(7);
        for (int i = 0; i < 40_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (i % 4 == 1) {
                value = random.nextInt(100_000) * Math.pow(10, random.nextInt(40) - 20);
            } else if (i % 4 == 2) {
                value = Math.scalb(1.0, random.nextInt(2097) - 1074) * (i % 8 == 2 ? 1 : 1 + Math.ulp(1.0));
            } else if (i % 4 == 3) {
                value = random.nextDouble();
            }
            if (Double.isFinite(value) && value != 0) {
                double exact = value;
                check(text(value), new BigDecimal(value), candidate -> candidate.doubleValue() == exact);
            }
            float single =
                    i % 2 == 0 ? Float.intBitsToFloat(random.nextInt()) : Math.scalb(1f, random.nextInt(277) - 149);
            if (Float.isFinite(single) && single != 0) {
                check(text(single), new BigDecimal(single), candidate -> candidate.floatValue() == single);
            }
        }
    }

    private static void check(String text, BigDecimal exact, Predicate<BigDecimal> readsBack) {
        BigDecimal written = new BigDecimal(text);
        assertThat(readsBack).as(text).accepts(written);
        int digits = Math.max(2, written.stripTrailingZeros().precision());
        for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
            BigDecimal other = exact.round(new MathContext(digits, mode));
            if (readsBack.test(other)) {
                assertThat(written.subtract(exact).abs())
                        .as("%s is closer than %s", other, text)
                        .isLessThanOrEqualTo(other.subtract(exact).abs());
            }
            if (digits > 2) {
                BigDecimal shorter = exact.round(new MathContext(digits - 1, mode));
                assertThat(readsBack).as("%s instead of %s", shorter, text).rejects(shorter);
            }
        }
    }
}
