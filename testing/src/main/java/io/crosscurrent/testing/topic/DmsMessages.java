/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.topic;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.testing.history.SeenRow;
import io.crosscurrent.testing.history.SeenTable;
import io.crosscurrent.testing.history.SeenValue;
import io.crosscurrent.testing.history.TableEvent;
import io.crosscurrent.testing.shape.ValueKind;
import java.math.BigInteger;
import java.util.Optional;

/**
 * The JSON of AWS DMS for Kafka, with {@code IncludeTableAlterOperations}.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Kafka.html">Using Apache Kafka as a target</a>
 */
public final class DmsMessages implements MessageForm {
    @Override
    public Optional<SeenRow> row(JsonNode message, SeenRow.Place place) {
        JsonNode metadata = message.path("metadata");
        return switch (metadata.path("record-type").asText()) {
            case "data" ->
                Optional.of(JsonRows.row(
                        this,
                        place,
                        metadata.path("schema-name").asText(),
                        metadata.path("table-name").asText(),
                        metadata.path("operation").asText(),
                        message.path("data")));
            case "control" -> Optional.empty();
            default -> throw new IllegalArgumentException("neither data nor control: " + message);
        };
    }

    @Override
    public boolean tellsOfTables() {
        return true;
    }

    @Override
    public Optional<SeenTable> table(JsonNode message, SeenRow.Place place) {
        JsonNode metadata = message.path("metadata");
        String schema = metadata.path("schema-name").asText();
        // The record that opens a task names a table of no schema, which is in no database.
        if (!metadata.path("record-type").asText().equals("control") || schema.isEmpty()) {
            return Optional.empty();
        }
        TableEvent.Kind kind =
                switch (metadata.path("operation").asText()) {
                    case "create-table" -> TableEvent.Kind.CREATE;
                    case "drop-table" -> TableEvent.Kind.DROP;
                    case "rename-table" -> TableEvent.Kind.RENAME;
                    default -> null;
                };
        return Optional.ofNullable(kind)
                .map(known -> new SeenTable(
                        place, schema + "." + metadata.path("table-name").asText(), known));
    }

    @Override
    public String text(ValueKind kind, SeenValue seen) {
        return switch (kind) {
            case TINYINT, INT_UNSIGNED, BIGINT, BIGINT_UNSIGNED, DECIMAL, FLOAT, DOUBLE, YEAR -> unquoted(kind, seen);
            case BIT -> truth(kind, seen);
            case BITS -> new BigInteger(hexadecimal(kind, seen), 16).toString(16);
            case VARBINARY, FIXED_BINARY, BLOB -> hexadecimal(kind, seen);
            case DATE, TIME, LATIN1, UTF8, LONG_TEXT, ENUM, SET, JSON -> quoted(kind, seen);
            case DATETIME, TIMESTAMP -> moment(kind, seen);
        };
    }

    private static String moment(ValueKind kind, SeenValue seen) {
        String text = quoted(kind, seen);
        if (text.length() < 20 || text.charAt(10) != 'T' || !text.endsWith("Z")) {
            throw no(kind, seen);
        }
        return text.substring(0, 10) + " " + text.substring(11, text.length() - 1);
    }

    private static String hexadecimal(ValueKind kind, SeenValue seen) {
        String text = quoted(kind, seen);
        if (!text.startsWith("0x")) {
            throw no(kind, seen);
        }
        return text.substring(2);
    }

    private static String truth(ValueKind kind, SeenValue seen) {
        return switch (unquoted(kind, seen)) {
            case "true" -> "1";
            case "false" -> "0";
            default -> throw no(kind, seen);
        };
    }

    private static String quoted(ValueKind kind, SeenValue seen) {
        if (!seen.quoted()) {
            throw no(kind, seen);
        }
        return seen.text();
    }

    private static String unquoted(ValueKind kind, SeenValue seen) {
        if (seen.quoted()) {
            throw no(kind, seen);
        }
        return seen.text();
    }

    private static IllegalArgumentException no(ValueKind kind, SeenValue seen) {
        return new IllegalArgumentException("no " + kind + " is written as " + seen);
    }
}
