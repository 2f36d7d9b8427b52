/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Turns the JSON value at which a parser stands into Flink's internal form of one SQL type, exactly or not at all. JSON
 * null never gets here.
 */
@FunctionalInterface
interface ValueReader {
    /**
     * @param message the bytes the parser reads
     * @return null only for MySQL's dates that are no days
     * @throws UnreadableValueException when the value does not fit the type
     */
    Object read(JsonParser json, byte[] message) throws IOException;

    /** Whether {@link #of} knows the type. */
    static boolean supports(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN,
                    TINYINT,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    FLOAT,
                    DOUBLE,
                    DECIMAL,
                    CHAR,
                    VARCHAR,
                    BINARY,
                    VARBINARY,
                    DATE,
                    TIME_WITHOUT_TIME_ZONE,
                    TIMESTAMP_WITHOUT_TIME_ZONE,
                    TIMESTAMP_WITH_LOCAL_TIME_ZONE -> true;
            default -> false;
        };
    }

    /** The reader for a type that is {@linkplain #supports supported}. */
    static ValueReader of(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> (json, message) -> truth(json);
            case TINYINT -> (json, message) -> (byte) Numbers.whole(json, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> (json, message) -> (short) Numbers.whole(json, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> (json, message) -> (int) Numbers.whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> (json, message) -> Numbers.whole(json, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> (json, message) -> Numbers.real4(json);
            case DOUBLE -> (json, message) -> Numbers.real8(json);
            case DECIMAL -> decimal((DecimalType) type);
            case CHAR, VARCHAR -> ValueReader::text;
            case BINARY, VARBINARY ->
                (json, message) -> {
                    expectText(json);
                    return Hex.bytes(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
                };
            case DATE ->
                (json, message) -> {
                    expectText(json);
                    return Temporals.date(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
                };
            case TIME_WITHOUT_TIME_ZONE ->
                (json, message) -> {
                    expectText(json);
                    return Temporals.time(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
                };
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                (json, message) -> {
                    expectText(json);
                    return Temporals.timestamp(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
                };
            default -> throw new IllegalArgumentException("no reader for " + type.asSummaryString());
        };
    }

    private static ValueReader decimal(DecimalType type) {
        int precision = type.getPrecision();
        int scale = type.getScale();
        return (json, message) -> Numbers.decimal(json, precision, scale);
    }

    private static Boolean truth(JsonParser json) throws IOException {
        return switch (json.getText()) {
            case "true", "1" -> Boolean.TRUE;
            case "false", "0" -> Boolean.FALSE;
            default -> throw new UnreadableValueException("it is neither true, false, 1 nor 0");
        };
    }

    /** Strings as they are, numbers and booleans by their digits, nested JSON by its bytes in the message. */
    private static StringData text(JsonParser json, byte[] message) throws IOException {
        if (!json.currentToken().isStructStart()) {
            return StringData.fromString(json.getText());
        }
        int from = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        int to = (int) json.currentLocation().getByteOffset();
        return StringData.fromBytes(message, from, to - from);
    }

    private static void expectText(JsonParser json) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new UnreadableValueException("it is not a JSON string");
        }
    }
}
