/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.flink.table.data.DecimalData;

/**
 * Numbers without loss. Also reads {@code 1.2E18} where a whole number is meant (DMS without
 * {@code UseLargeIntegerValue}) and numbers written as strings.
 */
final class Numbers {
    /** A long has at most this many digits before the point. */
    private static final int LONG_DIGITS = 19;

    private Numbers() {}

    /** Both ends belong to the range. */
    static long whole(JsonParser json, long least, long greatest) throws IOException {
        long value = isWholeLong(json) ? json.getLongValue() : wholeOf(number(json));
        if (value < least || value > greatest) {
            throw new UnreadableValueException("it is outside %d to %d".formatted(least, greatest));
        }
        return value;
    }

    private static boolean isWholeLong(JsonParser json) throws IOException {
        return json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getNumberType() != NumberType.BIG_INTEGER;
    }

    private static long wholeOf(BigDecimal number) {
        if (digitsBeforePoint(number) > LONG_DIGITS) {
            throw new UnreadableValueException("it is larger than 64 bits");
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw new UnreadableValueException("it is not a whole number of 64 bits");
        }
    }

    static DecimalData decimal(JsonParser json, int precision, int scale) throws IOException {
        BigDecimal number = number(json);
        if (digitsBeforePoint(number) > precision - scale) {
            throw new UnreadableValueException(
                    "it has more than %d digits before the point".formatted(precision - scale));
        }
        BigDecimal scaled;
        try {
            scaled = number.setScale(scale, RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            throw new UnreadableValueException("it has more than %d digits after the point".formatted(scale));
        }
        return DecimalData.fromBigDecimal(scaled, precision, scale);
    }

    /** Parsed from its digits, not by way of a double: rounded once. */
    static float real4(JsonParser json) throws IOException {
        expectNumber(json);
        try {
            return Float.parseFloat(json.getText());
        } catch (NumberFormatException e) {
            throw new UnreadableValueException("it is not a number");
        }
    }

    static double real8(JsonParser json) throws IOException {
        expectNumber(json);
        try {
            return Double.parseDouble(json.getText());
        } catch (NumberFormatException e) {
            throw new UnreadableValueException("it is not a number");
        }
    }

    private static BigDecimal number(JsonParser json) throws IOException {
        expectNumber(json);
        try {
            return new BigDecimal(json.getText());
        } catch (NumberFormatException e) {
            throw new UnreadableValueException("it is not a number");
        }
    }

    private static void expectNumber(JsonParser json) {
        if (!json.currentToken().isNumeric() && json.currentToken() != JsonToken.VALUE_STRING) {
            throw new UnreadableValueException("it is not a number");
        }
    }

    /** 0 or less for numbers below 1, so that an exponent cannot blow up what follows. */
    private static long digitsBeforePoint(BigDecimal number) {
        return number.signum() == 0 ? 0 : (long) number.precision() - number.scale();
    }
}
