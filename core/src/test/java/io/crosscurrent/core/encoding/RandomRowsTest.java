/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import static io.crosscurrent.core.encoding.Encoding.column;
import static io.crosscurrent.core.encoding.Encoding.table;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.core.row.RowWriter;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.ColumnType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is pushed, another JSON reader reads back: seeded random tables and rows, in both formats. */
class RandomRowsTest {
    private static final int ROWS = 3_000;

    /** A value: how it is pushed and how to tell that it came through. */
    private record Value(BiConsumer<RowWriter, Integer> push, Consumer<JsonNode> check) {}

    @ParameterizedTest
    @ValueSource(strings = {"json", "json-unformatted"})
    void everyRecordReadsBackAsWhatWasPushed(String format) {
        Random random = new Random(20261124);
        Encoding encoding =
                new Encoding(columns()).with("MessageFormat", format).with("IncludeNullAndEmpty", true);
        for (int i = 0; i < ROWS; i++) {
            List<Value> values = new ArrayList<>();
            for (Column column : encoding.plan().table().columns()) {
                values.add(value(column.type(), random));
            }
            encoding.load(row -> {
                for (int c = 0; c < values.size(); c++) {
                    values.get(c).push().accept(row, c);
                }
            });
            JsonNode data = encoding.last().json().get("data");
            assertThat(data.size()).isEqualTo(values.size());
            for (int c = 0; c < values.size(); c++) {
                values.get(c).check().accept(data.get("c\"" + c));
            }
            encoding.written.clear();
        }
    }

    private static io.crosscurrent.core.table.Table columns() {
        List<Column> columns = new ArrayList<>();
        for (ColumnType type : ColumnType.values()) {
            columns.add(column("c\"" + columns.size(), type));
        }
        return table("", columns.toArray(Column[]::new));
    }

    private static Value value(ColumnType type, Random random) {
        if (random.nextInt(8) == 0) {
            return new Value(
                    RowWriter::nullValue, node -> assertThat(node.isNull()).isTrue());
        }
        return switch (type) {
            case BOOLEAN -> {
                boolean value = random.nextBoolean();
                yield new Value((row, c) -> row.booleanValue(c, value), node -> assertThat(node.booleanValue())
                        .isEqualTo(value));
            }
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> {
                long value = random.nextLong() >> random.nextInt(64);
                yield number((row, c) -> row.longValue(c, value), BigDecimal.valueOf(value));
            }
            case UINT64 -> {
                long bits = random.nextLong() >>> random.nextInt(64);
                yield number((row, c) -> row.unsignedLongValue(c, bits), new BigDecimal(Long.toUnsignedString(bits)));
            }
            case DECIMAL -> {
                BigDecimal value = BigDecimal.valueOf(random.nextLong(), random.nextInt(18));
                byte[] ascii = value.toPlainString().getBytes(StandardCharsets.US_ASCII);
                yield new Value(
                        (row, c) -> row.decimalText(c, ascii, 0, ascii.length),
                        node -> assertThat(new BigDecimal(node.asText())).isEqualByComparingTo(value));
            }
            case FLOAT -> {
                float value = random.nextBoolean() ? random.nextInt(2_000_000) / 1000f : finite(random);
                yield new Value(
                        (row, c) -> row.floatValue(c, value),
                        node -> assertThat(Float.parseFloat(node.asText())).isEqualTo(value));
            }
            case DOUBLE -> {
                double value = random.nextBoolean()
                        ? random.nextInt() / 1000d
                        : random.nextGaussian() * Math.pow(10, random.nextInt(300) - 150);
                yield new Value(
                        (row, c) -> row.doubleValue(c, value),
                        node -> assertThat(Double.parseDouble(node.asText())).isEqualTo(value));
            }
            case STRING, TEXT, JSON -> {
                String value = text(random);
                byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
                yield string((row, c) -> row.utf8(c, utf8, 0, utf8.length), value);
            }
            case BYTES, BLOB -> {
                byte[] octets = new byte[random.nextInt(100)];
                random.nextBytes(octets);
                String hex = java.util.HexFormat.of().withUpperCase().formatHex(octets);
                yield string((row, c) -> row.bytes(c, octets, 0, octets.length), "0x" + hex);
            }
            case DATE -> {
                int year = random.nextInt(10_000);
                int month = random.nextInt(13);
                int day = random.nextInt(32);
                yield string((row, c) -> row.date(c, year, month, day), "%04d-%02d-%02d".formatted(year, month, day));
            }
            case TIME -> {
                int hours = random.nextInt(839);
                int minutes = random.nextInt(60);
                boolean negative = random.nextBoolean();
                yield string(
                        (row, c) -> row.time(c, negative, hours, minutes, 9, 0),
                        (negative ? "-" : "") + "%02d:%02d:09".formatted(hours, minutes));
            }
            case DATETIME, TIMESTAMP -> {
                int year = random.nextInt(10_000);
                int hour = random.nextInt(24);
                yield string(
                        (row, c) -> row.dateTime(c, year, 2, 29, hour, 59, 0, 0),
                        "%04d-02-29T%02d:59:00Z".formatted(year, hour));
            }
        };
    }

    private static float finite(Random random) {
        float value = Float.intBitsToFloat(random.nextInt());
        return Float.isFinite(value) ? value : 1f;
    }

    private static Value number(BiConsumer<RowWriter, Integer> push, BigDecimal expected) {
        return new Value(push, node -> assertThat(node.decimalValue()).isEqualByComparingTo(expected));
    }

    private static Value string(BiConsumer<RowWriter, Integer> push, String expected) {
        return new Value(push, node -> assertThat(node.textValue()).isEqualTo(expected));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(6)) {
                case 0 -> text.append((char) random.nextInt(0x20));
                case 1 -> text.append("\"\\/".charAt(random.nextInt(3)));
                case 2 -> text.appendCodePoint(0x1F300 + random.nextInt(0x300));
                case 3 -> text.append((char) (0x80 + random.nextInt(0x2000)));
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.toString();
    }
}
