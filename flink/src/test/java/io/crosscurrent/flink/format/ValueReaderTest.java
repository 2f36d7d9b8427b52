/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

import static io.crosscurrent.flink.format.Messages.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueReaderTest {
    @Test
    void wholeNumbersKeepTheirRange() {
        assertThat(value(DataTypes.TINYINT(), "-128")).isEqualTo((byte) -128);
        assertThat(value(DataTypes.SMALLINT(), "32767")).isEqualTo((short) 32767);
        assertThat(value(DataTypes.INT(), "-2147483648")).isEqualTo(Integer.MIN_VALUE);
        assertThat(value(DataTypes.BIGINT(), "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(value(DataTypes.BIGINT(), "9007199254740993")).isEqualTo(9007199254740993L);
    }

    @Test
    void wholeNumbersInScientificNotationAreReadWhenTheyAreWhole() {
        assertThat(value(DataTypes.BIGINT(), "1.2345678901234567E18")).isEqualTo(1234567890123456700L);
        assertThat(value(DataTypes.INT(), "1E3")).isEqualTo(1000);
    }

    @Test
    void numbersInStringsAreRead() {
        assertThat(value(DataTypes.BIGINT(), "\"42\"")).isEqualTo(42L);
        assertThat(value(DataTypes.DECIMAL(4, 2), "\"81.00\"")).isEqualTo(decimal("81.00", 4, 2));
    }

    @Test
    void decimalsKeepEveryDigit() {
        String digits = "12345678901234567890123456789.123456789";
        assertThat(value(DataTypes.DECIMAL(38, 9), digits)).isEqualTo(decimal(digits, 38, 9));
        assertThat(value(DataTypes.DECIMAL(20, 0), "18446744073709551615"))
                .isEqualTo(decimal("18446744073709551615", 20, 0));
        assertThat(value(DataTypes.DECIMAL(10, 2), "81")).isEqualTo(decimal("81.00", 10, 2));
        assertThat(value(DataTypes.DECIMAL(3, 2), "0.000")).isEqualTo(decimal("0.00", 3, 2));
    }

    @Test
    void realNumbersAreRoundedOnceFromTheirDigits() {
        assertThat(value(DataTypes.FLOAT(), "3.14")).isEqualTo(3.14f);
        assertThat(value(DataTypes.FLOAT(), "1.00000017881393432617187499")).isEqualTo(1.00000017881393432617187499f);
        assertThat(value(DataTypes.DOUBLE(), "-1.7976931348623157E308")).isEqualTo(-Double.MAX_VALUE);
        assertThat(value(DataTypes.DOUBLE(), "5")).isEqualTo(5.0);
    }

    @Test
    void textIsTakenAsItIs() {
        assertThat(value(DataTypes.STRING(), "\"Zürich \\u20ac \\\"q\\\"\"")).isEqualTo(text("Zürich € \"q\""));
        assertThat(value(DataTypes.VARCHAR(3), "\"\"")).isEqualTo(text(""));
        assertThat(value(DataTypes.CHAR(2), "\"CH\"")).isEqualTo(text("CH"));
    }

    @Test
    void numbersBooleansAndNestedJsonBecomeTextByTheirOwnCharacters() {
        assertThat(value(DataTypes.STRING(), "81.00")).isEqualTo(text("81.00"));
        assertThat(value(DataTypes.STRING(), "true")).isEqualTo(text("true"));
        assertThat(value(DataTypes.STRING(), "{\"é\": [1,  2.50]}")).isEqualTo(text("{\"é\": [1,  2.50]}"));
        assertThat(value(DataTypes.STRING(), "[1, {}]")).isEqualTo(text("[1, {}]"));
    }

    @Test
    void hexIsReadWithAndWithoutPrefix() {
        byte[] bytes = {(byte) 0x80, 0x05, 0x7D, (byte) 0x94, 0x2E};
        assertThat(value(DataTypes.BYTES(), "\"0x80057D942E\"")).isEqualTo(bytes);
        assertThat(value(DataTypes.BINARY(5), "\"80057d942e\"")).isEqualTo(bytes);
        assertThat(value(DataTypes.BYTES(), "\"0x\"")).isEqualTo(new byte[0]);
        assertThat(value(DataTypes.BYTES(), "\"\"")).isEqualTo(new byte[0]);
    }

    @Test
    void booleansComeFromBitsAndFromNumbers() {
        assertThat(value(DataTypes.BOOLEAN(), "true")).isEqualTo(true);
        assertThat(value(DataTypes.BOOLEAN(), "false")).isEqualTo(false);
        assertThat(value(DataTypes.BOOLEAN(), "1")).isEqualTo(true);
        assertThat(value(DataTypes.BOOLEAN(), "0")).isEqualTo(false);
    }

    @Test
    void datesAndTimesAreCalendarFields() {
        assertThat(value(DataTypes.DATE(), "\"2003-01-06\""))
                .isEqualTo((int) LocalDate.of(2003, 1, 6).toEpochDay());
        assertThat(value(DataTypes.DATE(), "\"1000-01-01\""))
                .isEqualTo((int) LocalDate.of(1000, 1, 1).toEpochDay());
        assertThat(value(DataTypes.TIME(), "\"14:17:40\"")).isEqualTo(((14 * 60 + 17) * 60 + 40) * 1000);
        assertThat(value(DataTypes.STRING(), "\"-838:59:59\"")).isEqualTo(text("-838:59:59"));
    }

    @ParameterizedTest
    @CsvSource({
        "2022-03-14T14:17:40.123456Z, 2022-03-14T14:17:40.123456",
        "2022-03-14T14:17:40Z,        2022-03-14T14:17:40",
        "2022-03-14T14:17:40.1Z,      2022-03-14T14:17:40.100",
        "2022-03-14 14:17:40.000001,  2022-03-14T14:17:40.000001",
        "1901-12-13T00:00:00.9Z,      1901-12-13T00:00:00.900",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999"
    })
    void timestampsKeepTheirMicroseconds(String written, String read) {
        assertThat(value(DataTypes.TIMESTAMP(6), '"' + written + '"'))
                .isEqualTo(TimestampData.fromLocalDateTime(LocalDateTime.parse(read)));
        assertThat(value(DataTypes.TIMESTAMP_LTZ(6), '"' + written + '"'))
                .isEqualTo(TimestampData.fromInstant(Instant.parse(read + "Z")));
    }

    @Test
    void datesWithMonthOrDayZeroAreNullUnlessReadAsText() {
        assertThat(value(DataTypes.DATE(), "\"0000-00-00\"")).isNull();
        assertThat(value(DataTypes.DATE(), "\"2003-01-00\"")).isNull();
        assertThat(value(DataTypes.TIMESTAMP(0), "\"0000-00-00T00:00:00Z\"")).isNull();
        assertThat(value(DataTypes.TIMESTAMP_LTZ(6), "\"2003-00-01T00:00:00.000000Z\""))
                .isNull();
        assertThat(value(DataTypes.STRING(), "\"0000-00-00\"")).isEqualTo(text("0000-00-00"));
    }

    @Test
    void nullAndAbsentAreNull() {
        assertThat(value(DataTypes.INT(), "null")).isNull();
        assertThat(value(DataTypes.INT(), "1, \"d\": {\"c\": [2]}")).isEqualTo(1);
    }

    @Test
    void whatDoesNotFitIsRefusedWithColumnTypeValueAndReason() {
        refused(DataTypes.TINYINT(), "128", "column c (TINYINT) cannot hold 128: it is outside -128 to 127");
        refused(DataTypes.INT(), "1.5", "column c (INT) cannot hold 1.5: it is not a whole number");
        refused(DataTypes.BIGINT(), "9223372036854775808", "not a whole number of 64 bits");
        refused(DataTypes.BIGINT(), "1E999999999", "larger than 64 bits");
        refused(DataTypes.BIGINT(), "true", "column c (BIGINT) cannot hold true: it is not a number");
        refused(DataTypes.DECIMAL(4, 2), "100.00", "more than 2 digits before the point");
        refused(DataTypes.DECIMAL(4, 2), "1.005", "more than 2 digits after the point");
        refused(DataTypes.DECIMAL(4, 2), "\"abc\"", "column c (DECIMAL(4, 2)) cannot hold \"abc\": it is not a number");
        refused(DataTypes.DOUBLE(), "[1]", "it is not a number");
        refused(DataTypes.BOOLEAN(), "2", "neither true, false, 1 nor 0");
        refused(DataTypes.BYTES(), "\"0xABC\"", "odd number of hex digits");
        refused(DataTypes.BYTES(), "\"0xZZ\"", "it is not hex");
        refused(DataTypes.DATE(), "\"2003-02-30\"", "there is no such day");
        refused(DataTypes.DATE(), "\"2003-01-06T00:00:00Z\"", "not a date");
        refused(DataTypes.DATE(), "20030106", "it is not a JSON string");
        refused(DataTypes.TIMESTAMP(3), "\"2022-03-14\"", "not a time like");
        refused(DataTypes.TIMESTAMP(3), "\"2022-03-14T25:00:00Z\"", "no such time of day");
        refused(DataTypes.TIMESTAMP(3), "\"2022-03-14T10:00:00+02:00\"", "\"+\" where \".\" belongs");
        refused(DataTypes.TIME(), "\"-01:00:00\"", "where");
    }

    @Test
    void longValuesAreShortenedInErrors() {
        assertThatThrownBy(() -> value(DataTypes.INT(), '"' + "x".repeat(10_000) + '"'))
                .hasMessageContaining("x…\"")
                .extracting(Throwable::getMessage)
                .asString()
                .hasSizeLessThan(400);
    }

    @Test
    void typesWithoutMessageFormAreNotSupported() {
        assertThat(ValueReader.supports(DataTypes.ARRAY(DataTypes.INT()).getLogicalType()))
                .isFalse();
        assertThat(ValueReader.supports(DataTypes.ROW(DataTypes.INT()).getLogicalType()))
                .isFalse();
    }

    private static void refused(DataType type, String json, String reason) {
        assertThatThrownBy(() -> value(type, json))
                .isInstanceOf(CrosscurrentException.class)
                .hasMessageContaining("insert of salesdb.orders made at 2026-11-22T08:20:11.640013Z")
                .hasMessageContaining(reason);
    }

    private static StringData text(String value) {
        return StringData.fromString(value);
    }

    private static DecimalData decimal(String digits, int precision, int scale) {
        return DecimalData.fromBigDecimal(new BigDecimal(digits), precision, scale);
    }
}
