/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GtidSetEncodingTest {
    private static final String A = "3e11fa47-71ca-11e1-9e33-c80aa9429562";

    private static String hex(String set) {
        return HexFormat.of().formatHex(GtidSetEncoding.encode(set));
    }

    private static String number(int value) {
        return "%02x00000000000000".formatted(value);
    }

    @Test
    void theEmptySetHasNoServers() {
        assertThat(hex("")).isEqualTo(number(0));
    }

    @Test
    void intervalsEndBehindTheirLastTransaction() {
        assertThat(hex(A + ":1-5:8"))
                .isEqualTo(number(1) + A.replace("-", "") + number(2) + number(1) + number(6) + number(8) + number(9));
    }

    @Test
    void repeatedServersAndTouchingIntervalsAreMerged() {
        assertThat(hex(A + ":1-5,\n " + A.toUpperCase(Locale.ROOT) + ":9:6-7:3-6"))
                .isEqualTo(hex(A + ":1-7:9"));
        assertThat(hex(A + ":5-6:1-9")).isEqualTo(hex(A + ":1-9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {A, A + ":", A + ":tag:1-5", A + ":0-5", A + ":5-4", A + ":x", "nonsense:1"})
    void whatIsNoSetIsRefused(String text) {
        assertThatThrownBy(() -> GtidSetEncoding.encode(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
