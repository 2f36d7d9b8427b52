/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import static io.crosscurrent.core.encoding.Encoding.table;
import static io.crosscurrent.core.encoding.Encoding.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.row.RowWriter;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of every kind of value, and what the settings do to it. */
class DmsJsonValueTest {
    /** The value of a single column, as it stands in the record; "" when it is left out. */
    private static String written(ColumnType type, int precision, Consumer<RowWriter> push, String... settings) {
        Encoding encoding = new Encoding(table("", new Column("v", type, 0, precision, 0, true)));
        for (String setting : settings) {
            encoding.with(setting, true);
        }
        encoding.load(push);
        String value = encoding.last().value();
        encoding.last().json();
        String members = value.substring("{\"data\":{".length(), value.indexOf("},\"metadata\""));
        return members.isEmpty() ? "" : members.substring("\"v\":".length());
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                7,
                10,
                99,
                100,
                999,
                1000,
                9999,
                10000,
                99999,
                123456,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE + 1L,
                Integer.MIN_VALUE,
                -1,
                -128,
                4294967295L,
                9999999999999999L,
                -9999999999999999L
            })
    void integersArePlainDigits(long value) {
        assertThat(written(ColumnType.INT64, 0, row -> row.longValue(0, value))).isEqualTo(Long.toString(value));
    }

    @ParameterizedTest
    @CsvSource({
        "10000000000000000, 1.0000000000000000E+16",
        "123456789012345677, 1.23456789012345677E+17",
        "-123456789012345677, -1.23456789012345677E+17",
        "9223372036854775807, 9.223372036854775807E+18",
        "-9223372036854775808, -9.223372036854775808E+18"
    })
    void integersOfMoreThan16DigitsAreScientificWithEveryDigit(long value, String expected) {
        assertThat(written(ColumnType.INT64, 0, row -> row.longValue(0, value))).isEqualTo(expected);
        assertThat(written(ColumnType.INT64, 0, row -> row.longValue(0, value), "UseLargeIntegerValue"))
                .isEqualTo(Long.toString(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "18446744073709551615", "9223372036854775808", "10000000000000000"})
    void unsignedIntegersAreExactWithUseLargeIntegerValue(String digits) {
        long bits = Long.parseUnsignedLong(digits);
        assertThat(written(ColumnType.UINT64, 0, row -> row.unsignedLongValue(0, bits), "UseLargeIntegerValue"))
                .isEqualTo(digits);
    }

    @Test
    void unsignedIntegersOfMoreThan16DigitsAreScientific() {
        assertThat(written(ColumnType.UINT64, 0, row -> row.unsignedLongValue(0, -1)))
                .isEqualTo("1.8446744073709551615E+19");
    }

    @Test
    void booleansAreBooleans() {
        assertThat(written(ColumnType.BOOLEAN, 0, row -> row.booleanValue(0, true)))
                .isEqualTo("true");
        assertThat(written(ColumnType.BOOLEAN, 0, row -> row.booleanValue(0, false)))
                .isEqualTo("false");
    }

    @ParameterizedTest
    @CsvSource({"81.00,81.00", "-0.50,-0.50", "00012.30,12.30", "000,0", "-007,-7", "0.000,0.000"})
    void decimalsKeepTheirScale(String pushed, String expected) {
        byte[] ascii = ("##" + pushed + "#").getBytes(StandardCharsets.US_ASCII);
        assertThat(written(ColumnType.DECIMAL, 0, row -> row.decimalText(0, ascii, 2, ascii.length - 3)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                1,
                -1,
                0.1,
                0.001,
                0.0001,
                1.5,
                3.14159265358979,
                9999999.999,
                10000000,
                1e22,
                1e-7,
                -2.25,
                0.30000000000000004,
                Double.MAX_VALUE,
                Double.MIN_VALUE,
                123.456,
                0.007,
                100.01
            })
    void doublesAreTheTextOfJava(double value) {
        assertThat(written(ColumnType.DOUBLE, 0, row -> row.doubleValue(0, value)))
                .isEqualTo(Double.toString(value));
    }

    @ParameterizedTest
    @ValueSource(floats = {0f, 1f, 0.1f, 1.17f, -3.5f, 999.999f, 1000.001f, 16777216f, 3.4028235e38f, 1e-10f, 0.007f})
    void floatsAreTheTextOfJava(float value) {
        assertThat(written(ColumnType.FLOAT, 0, row -> row.floatValue(0, value)))
                .isEqualTo(Float.toString(value));
    }

    @Test
    void whatIsNoNumberIsAString() {
        assertThat(written(ColumnType.DOUBLE, 0, row -> row.doubleValue(0, Double.NaN)))
                .isEqualTo("\"NaN\"");
        assertThat(written(ColumnType.FLOAT, 0, row -> row.floatValue(0, Float.NEGATIVE_INFINITY)))
                .isEqualTo("\"-Infinity\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain|plain",
                "say \"hello\"|say \\\"hello\\\"",
                "back\\slash|back\\\\slash",
                "Grüße, 東京 😀|Grüße, 東京 😀",
                "/slash/|/slash/",
                "12345678\"|12345678\\\""
            })
    void textEscapesWhatJsonDemandsOnly(String value, String expected) {
        assertThat(written(ColumnType.STRING, 0, row -> text(row, 0, value))).isEqualTo("\"" + expected + "\"");
    }

    @Test
    void controlCharactersAreEscaped() {
        assertThat(written(ColumnType.STRING, 0, row -> text(row, 0, "\0\1\n\r\t\b\f\u001f\u007f")))
                .isEqualTo("\"\\u0000\\u0001\\n\\r\\t\\b\\f\\u001F\u007f\"");
    }

    @Test
    void jsonColumnsAreAStringThatHoldsTheText() {
        assertThat(written(ColumnType.JSON, 0, row -> text(row, 0, "{\"a\": 1.0}")))
                .isEqualTo("\"{\\\"a\\\": 1.0}\"");
    }

    @Test
    void emptyStringsAreKept() {
        assertThat(written(ColumnType.STRING, 0, row -> text(row, 0, ""))).isEqualTo("\"\"");
    }

    @Test
    void nullsAreLeftOutUnlessAskedFor() {
        assertThat(written(ColumnType.STRING, 0, row -> row.nullValue(0))).isEmpty();
        assertThat(written(ColumnType.STRING, 0, row -> row.nullValue(0), "IncludeNullAndEmpty"))
                .isEqualTo("null");
    }

    @Test
    void binaryValuesAreUpperCaseHexadecimal() {
        byte[] octets = {9, (byte) 0x80, 0x05, 0x7D, (byte) 0x94, 0x2E};
        assertThat(written(ColumnType.BYTES, 0, row -> row.bytes(0, octets, 1, 5)))
                .isEqualTo("\"0x80057D942E\"");
        assertThat(written(ColumnType.BLOB, 0, row -> row.bytes(0, octets, 1, 5), "NoHexPrefix"))
                .isEqualTo("\"80057D942E\"");
        assertThat(written(ColumnType.BYTES, 0, row -> row.bytes(0, octets, 1, 0)))
                .isEqualTo("\"0x\"");
    }

    @Test
    void datesAreIso() {
        assertThat(written(ColumnType.DATE, 0, row -> row.date(0, 2003, 1, 6))).isEqualTo("\"2003-01-06\"");
        assertThat(written(ColumnType.DATE, 0, row -> row.date(0, 1, 12, 31))).isEqualTo("\"0001-12-31\"");
    }

    @Test
    void zeroDatesAreKeptAsText() {
        assertThat(written(ColumnType.DATE, 0, row -> row.date(0, 0, 0, 0))).isEqualTo("\"0000-00-00\"");
        assertThat(written(ColumnType.DATE, 0, row -> row.date(0, 2024, 2, 0))).isEqualTo("\"2024-02-00\"");
        assertThat(written(ColumnType.DATETIME, 0, row -> row.dateTime(0, 0, 0, 0, 0, 0, 0, 0)))
                .isEqualTo("\"0000-00-00T00:00:00Z\"");
    }

    @ParameterizedTest
    @CsvSource({
        "0,2022-03-14T14:17:40Z",
        "1,2022-03-14T14:17:40.1Z",
        "2,2022-03-14T14:17:40.12Z",
        "3,2022-03-14T14:17:40.120Z",
        "5,2022-03-14T14:17:40.12003Z",
        "6,2022-03-14T14:17:40.120034Z"
    })
    void dateTimesHaveTheFractionDigitsOfTheColumn(int digits, String expected) {
        assertThat(written(ColumnType.DATETIME, digits, row -> row.dateTime(0, 2022, 3, 14, 14, 17, 40, 120034)))
                .isEqualTo("\"" + expected + "\"");
    }

    @Test
    void timesMayBeNegativeAndBeyondADay() {
        assertThat(written(ColumnType.TIME, 0, row -> row.time(0, false, 9, 5, 7, 0)))
                .isEqualTo("\"09:05:07\"");
        assertThat(written(ColumnType.TIME, 6, row -> row.time(0, true, 838, 59, 59, 1)))
                .isEqualTo("\"-838:59:59.000001\"");
    }
}
