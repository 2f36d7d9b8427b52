/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent coding with the strict set of Signature Version 4: letters, digits and {@code -._~} stay as they are. */
final class PercentCoding {
    private static final String HEX = "0123456789ABCDEF";

    private PercentCoding() {}

    static String encode(String text, boolean keepSlash) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            boolean plain = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (plain || c == '-' || c == '.' || c == '_' || c == '~' || keepSlash && c == '/') {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return out.toString();
    }

    /** Undoes percent signs; a broken escape stays as it is. {@code +} stays {@code +}. */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int high = in[i] == '%' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
            if (low < 0) {
                out.write(in[i]);
            } else {
                out.write(high << 4 | low);
                i += 2;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
