/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.mysql.schema.MySqlType;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads the bytes of a {@link Key}, value after value. Layouts, big endian: signed numbers 8 with the sign bit turned;
 * unsigned 8; decimals {@value #DECIMAL_BYTES}, the unscaled number plus a constant; dates year 2, month, day; times of day
 * follow as hour, minute, second, microseconds 4; TIME 8 as signed microseconds; text and binary with 00 as 00 FF, ended by
 * 00 00.
 */
final class KeyBytes {
    /** Room for 65 digits and a sign. */
    static final int DECIMAL_BYTES = 28;

    static final BigInteger DECIMAL_ZERO = BigInteger.ONE.shiftLeft(DECIMAL_BYTES * 8 - 1);

    private final byte[] bytes;
    private int at;

    KeyBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    long signed() {
        return unsignedBits() ^ Long.MIN_VALUE;
    }

    long unsignedBits() {
        return number(8);
    }

    private long number(int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | bytes[at++] & 0xff;
        }
        return value;
    }

    String decimal(int scale) {
        BigInteger shifted = new BigInteger(1, Arrays.copyOfRange(bytes, at, at + DECIMAL_BYTES));
        at += DECIMAL_BYTES;
        return new BigDecimal(shifted.subtract(DECIMAL_ZERO), scale).toPlainString();
    }

    String date() {
        return "%04d-%02d-%02d".formatted(number(2), number(1), number(1));
    }

    String dateTime() {
        return date() + " %02d:%02d:%02d.%06d".formatted(number(1), number(1), number(1), number(4));
    }

    String time() {
        long micros = signed();
        long seconds = Math.abs(micros) / 1_000_000;
        return "%s%02d:%02d:%02d.%06d"
                .formatted(
                        micros < 0 ? "-" : "",
                        seconds / 3600,
                        seconds / 60 % 60,
                        seconds % 60,
                        Math.abs(micros) % 1_000_000);
    }

    byte[] escaped() {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        while (bytes[at] != 0 || bytes[at + 1] != 0) {
            value.write(bytes[at]);
            at += bytes[at] == 0 ? 2 : 1;
        }
        at += 2;
        return value.toByteArray();
    }

    /** The bytes of one value as they are. */
    byte[] raw(MySqlType type) {
        int from = at;
        switch (type) {
            case DECIMAL -> at += DECIMAL_BYTES;
            case DATE -> at += 4;
            case DATETIME, TIMESTAMP -> at += 11;
            case BINARY, VARBINARY -> escaped();
            default -> at += 8;
        }
        return Arrays.copyOfRange(bytes, from, at);
    }
}
