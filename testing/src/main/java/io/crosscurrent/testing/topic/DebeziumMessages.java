/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.topic;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.testing.history.SeenRow;
import io.crosscurrent.testing.history.SeenTable;
import io.crosscurrent.testing.history.SeenValue;
import io.crosscurrent.testing.shape.ValueKind;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Debezium's JSON without schemas, with {@code decimal.format=NUMERIC} of the converter, {@code
 * bigint.unsigned.handling.mode=precise}, {@code binary.handling.mode=hex} and else its defaults.
 *
 * @see <a href="https://debezium.io/documentation/reference/stable/connectors/mysql.html">Debezium connector for MySQL</a>
 */
public final class DebeziumMessages implements MessageForm {
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

    @Override
    public Optional<SeenRow> row(JsonNode message, SeenRow.Place place) {
        JsonNode source = message.path("source");
        String operation =
                switch (message.path("op").asText()) {
                    case "r" -> "load";
                    case "c" -> "insert";
                    case "u" -> "update";
                    case "d" -> "delete";
                    default -> "";
                };
        if (operation.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(JsonRows.row(
                this,
                place,
                source.path("db").asText(),
                source.path("table").asText(),
                operation,
                message.path(operation.equals("delete") ? "before" : "after")));
    }

    @Override
    public boolean tellsOfTables() {
        return false;
    }

    @Override
    public Optional<SeenTable> table(JsonNode message, SeenRow.Place place) {
        return Optional.empty();
    }

    @Override
    public boolean spellsDocumentsAsTheSource() {
        return false;
    }

    @Override
    public String text(ValueKind kind, SeenValue seen) {
        return switch (kind) {
            case TINYINT, INT_UNSIGNED, BIGINT, BIGINT_UNSIGNED, DECIMAL, FLOAT, DOUBLE, YEAR -> seen.text();
            case BIT -> seen.text().equals("true") ? "1" : "0";
            case BITS -> bits(seen);
            case VARBINARY, FIXED_BINARY, BLOB -> seen.text().toUpperCase(Locale.ROOT);
            case LATIN1, UTF8, LONG_TEXT, ENUM, SET, JSON -> seen.text();
            case DATE -> LocalDate.ofEpochDay(Long.parseLong(seen.text())).toString();
            case TIME -> time(Long.parseLong(seen.text()));
            case DATETIME -> MICROS.format(moment(Long.parseLong(seen.text())));
            case TIMESTAMP -> MILLIS.format(LocalDateTime.ofInstant(Instant.parse(seen.text()), ZoneOffset.UTC));
        };
    }

    /** Little endian, in base64 unless the mode for binary columns says otherwise. */
    private static String bits(SeenValue seen) {
        byte[] bytes = Base64.getDecoder().decode(seen.text());
        byte[] bigEndian = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            bigEndian[i] = bytes[bytes.length - 1 - i];
        }
        return new BigInteger(1, bigEndian).toString(16);
    }

    private static LocalDateTime moment(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), (int) Math.floorMod(micros, 1_000_000L) * 1000, ZoneOffset.UTC);
    }

    private static String time(long micros) {
        long millis = Math.abs(micros) / 1000;
        return "%s%02d:%02d:%02d.%03d"
                .formatted(
                        micros < 0 ? "-" : "",
                        millis / 3_600_000,
                        millis / 60_000 % 60,
                        millis / 1000 % 60,
                        millis % 1000);
    }
}
