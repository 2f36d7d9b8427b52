/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.secret;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The content of a secret: text or bytes. {@link #toString} shows nothing of it. */
record SecretValue(byte[] content, boolean binary) {
    static SecretValue text(String text) {
        return new SecretValue(text.getBytes(StandardCharsets.UTF_8), false);
    }

    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretValue that && binary == that.binary && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "SecretValue[" + content.length + " bytes]";
    }
}
