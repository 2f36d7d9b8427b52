/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.testing.shape.ValueKind;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Whether two texts are the same value of a column. */
final class SameValue {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private SameValue() {}

    /** @param exact whether documents must be spelled alike */
    static boolean same(ValueKind kind, String seen, String printed, boolean exact) {
        try {
            return switch (kind) {
                case TINYINT, INT_UNSIGNED, BIGINT, BIGINT_UNSIGNED, DECIMAL, BIT, YEAR ->
                    new BigDecimal(seen).compareTo(new BigDecimal(printed)) == 0;
                case FLOAT -> Float.parseFloat(seen) == (float) Double.parseDouble(printed);
                case DOUBLE -> Double.parseDouble(seen) == Double.parseDouble(printed);
                case BITS -> new BigInteger(seen, 16).equals(new BigInteger(printed, 16));
                case DATE, TIME, DATETIME, TIMESTAMP, LATIN1, UTF8, LONG_TEXT, ENUM, SET -> seen.equals(printed);
                case VARBINARY, FIXED_BINARY, BLOB -> seen.equals(printed);
                case JSON -> exact ? seen.equals(printed) : JSON.readTree(seen).equals(JSON.readTree(printed));
            };
        } catch (NumberFormatException | JsonProcessingException e) {
            return false;
        }
    }
}
