/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.encoding.MessageClock;
import io.crosscurrent.core.encoding.MessageSettings;
import io.crosscurrent.core.encoding.RowEncoder;
import io.crosscurrent.core.encoding.RowEncoder.Image;
import io.crosscurrent.core.mapping.TableMappings;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.row.Operation;
import io.crosscurrent.core.row.RowWriter;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.core.table.Table;
import io.crosscurrent.core.table.TableId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What core's encoder writes is what the format reads, at the ends of every type and in every message setting. */
class EncodedMessageTest {
    private static final String EVERYTHING =
            """
            {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                        "object-locator": {"schema-name": "%", "table-name": "%"}}]}""";

    static Stream<Arguments> values() {
        return Stream.of(
                value(ColumnType.BOOLEAN, 0, 0, DataTypes.BOOLEAN(), true, (w, c) -> w.booleanValue(c, true)),
                value(ColumnType.INT8, 0, 0, DataTypes.TINYINT(), (byte) -128, (w, c) -> w.longValue(c, -128)),
                value(ColumnType.UINT8, 0, 0, DataTypes.SMALLINT(), (short) 255, (w, c) -> w.longValue(c, 255)),
                value(ColumnType.INT16, 0, 0, DataTypes.SMALLINT(), Short.MIN_VALUE, (w, c) -> w.longValue(c, -32768)),
                value(ColumnType.UINT16, 0, 0, DataTypes.INT(), 65535, (w, c) -> w.longValue(c, 65535)),
                value(
                        ColumnType.INT32,
                        0,
                        0,
                        DataTypes.INT(),
                        Integer.MIN_VALUE,
                        (w, c) -> w.longValue(c, Integer.MIN_VALUE)),
                value(ColumnType.UINT32, 0, 0, DataTypes.BIGINT(), 4294967295L, (w, c) -> w.longValue(c, 4294967295L)),
                value(
                        ColumnType.INT64,
                        0,
                        0,
                        DataTypes.BIGINT(),
                        Long.MIN_VALUE,
                        (w, c) -> w.longValue(c, Long.MIN_VALUE)),
                value(
                        ColumnType.INT64,
                        0,
                        0,
                        DataTypes.BIGINT(),
                        Long.MAX_VALUE,
                        (w, c) -> w.longValue(c, Long.MAX_VALUE)),
                value(
                        ColumnType.UINT64,
                        0,
                        0,
                        DataTypes.DECIMAL(20, 0),
                        decimal("18446744073709551615", 20, 0),
                        (w, c) -> w.unsignedLongValue(c, -1L)),
                value(
                        ColumnType.DECIMAL,
                        10,
                        2,
                        DataTypes.DECIMAL(10, 2),
                        decimal("-81.00", 10, 2),
                        (w, c) -> w.decimalText(c, ascii("-81.00"), 0, 6)),
                value(
                        ColumnType.FLOAT,
                        0,
                        0,
                        DataTypes.FLOAT(),
                        3.4028235E38f,
                        (w, c) -> w.floatValue(c, Float.MAX_VALUE)),
                value(ColumnType.FLOAT, 0, 0, DataTypes.FLOAT(), 0.1f, (w, c) -> w.floatValue(c, 0.1f)),
                value(
                        ColumnType.DOUBLE,
                        0,
                        0,
                        DataTypes.DOUBLE(),
                        Double.MIN_VALUE,
                        (w, c) -> w.doubleValue(c, 4.9E-324)),
                value(ColumnType.DOUBLE, 0, 0, DataTypes.DOUBLE(), 0.1 + 0.2, (w, c) -> w.doubleValue(c, 0.1 + 0.2)),
                text(ColumnType.STRING, "Zürich \"quoted\" \\ \u0000 \t\n \u2028 \uD83D\uDE80 </script>"),
                text(ColumnType.TEXT, ""),
                text(ColumnType.JSON, "{\"a\": [1, \"é\"]}"),
                value(
                        ColumnType.BYTES,
                        0,
                        0,
                        DataTypes.BYTES(),
                        new byte[] {0, -1, 127},
                        (w, c) -> w.bytes(c, new byte[] {9, 0, -1, 127}, 1, 3)),
                value(ColumnType.BLOB, 0, 0, DataTypes.BYTES(), new byte[0], (w, c) -> w.bytes(c, new byte[0], 0, 0)),
                value(
                        ColumnType.DATE,
                        0,
                        0,
                        DataTypes.DATE(),
                        (int) LocalDate.of(1000, 1, 1).toEpochDay(),
                        (w, c) -> w.date(c, 1000, 1, 1)),
                value(ColumnType.DATE, 0, 0, DataTypes.DATE(), null, (w, c) -> w.date(c, 0, 0, 0)),
                value(
                        ColumnType.TIME,
                        6,
                        0,
                        DataTypes.STRING(),
                        StringData.fromString("-838:59:59.000001"),
                        (w, c) -> w.time(c, true, 838, 59, 59, 1)),
                value(
                        ColumnType.DATETIME,
                        6,
                        0,
                        DataTypes.TIMESTAMP(6),
                        timestamp("9999-12-31T23:59:59.999999"),
                        (w, c) -> w.dateTime(c, 9999, 12, 31, 23, 59, 59, 999_999)),
                value(
                        ColumnType.DATETIME,
                        0,
                        0,
                        DataTypes.TIMESTAMP(0),
                        null,
                        (w, c) -> w.dateTime(c, 0, 0, 0, 0, 0, 0, 0)),
                value(
                        ColumnType.TIMESTAMP,
                        3,
                        0,
                        DataTypes.TIMESTAMP_LTZ(3),
                        timestamp("1970-01-01T00:00:01.500"),
                        (w, c) -> w.dateTime(c, 1970, 1, 1, 0, 0, 1, 500_000)),
                value(ColumnType.INT32, 0, 0, DataTypes.INT(), null, (w, c) -> w.nullValue(c)));
    }

    @ParameterizedTest(name = "{0} {4}")
    @MethodSource("values")
    void valuesArriveAsTheyWereSent(
            ColumnType type,
            int precision,
            int scale,
            DataType as,
            Object expected,
            BiConsumer<RowWriter, Integer> write) {
        for (Map<String, Object> settings : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("MessageFormat", "json-unformatted", "UseLargeIntegerValue", true),
                Map.of("IncludeNullAndEmpty", true, "NoHexPrefix", true, "IncludeTransactionDetails", false))) {
            String message = encode(new Column("c \"1\"", type, 40, precision, scale, true), settings, write);
            assertThat(Messages.read(
                                    Messages.layout(
                                            Messages.row(DataTypes.FIELD("c \"1\"", as)),
                                            Changelog.UPSERT,
                                            MessageMetadata.TABLE_NAME),
                                    message)
                            .get(0))
                    .as(message)
                    .satisfies(row -> assertThat(row.getField(0)).isEqualTo(expected))
                    .satisfies(row -> assertThat(row.getField(1)).hasToString("tést"));
        }
    }

    @Test
    void everyColumnTypeIsTried() {
        assertThat(values().map(arguments -> arguments.get()[0])).contains((Object[]) ColumnType.values());
    }

    private static String encode(Column column, Map<String, Object> settings, BiConsumer<RowWriter, Integer> write) {
        MessageSettings message = MessageSettings.fromKafkaSettings(settings, Map.of());
        Table table = new Table(new TableId("schéma", "tést"), List.of(column), List.of(), "");
        TablePlan plan = TableMappings.parse(EVERYTHING).plan(table, message);
        RowEncoder encoder = RowEncoder.dmsJson(message, new MessageClock(0));
        List<String> written = new ArrayList<>();
        encoder.begin(plan, Operation.LOAD, null);
        encoder.image(Image.AFTER);
        write.accept(encoder, 0);
        encoder.end((topic, key, value) -> written.add(new String(value, StandardCharsets.UTF_8)));
        return written.get(0);
    }

    private static Arguments value(
            ColumnType type,
            int precision,
            int scale,
            DataType as,
            Object expected,
            BiConsumer<RowWriter, Integer> write) {
        return Arguments.of(type, precision, scale, as, expected, write);
    }

    private static Arguments text(ColumnType type, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return value(
                type,
                0,
                0,
                DataTypes.STRING(),
                StringData.fromString(text),
                (writer, column) -> writer.utf8(column, utf8, 0, utf8.length));
    }

    private static byte[] ascii(String digits) {
        return digits.getBytes(StandardCharsets.US_ASCII);
    }

    private static DecimalData decimal(String digits, int precision, int scale) {
        return DecimalData.fromBigDecimal(new BigDecimal(digits), precision, scale);
    }

    private static TimestampData timestamp(String text) {
        return TimestampData.fromLocalDateTime(LocalDateTime.parse(text));
    }
}
