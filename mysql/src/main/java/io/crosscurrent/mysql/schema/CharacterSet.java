/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.nio.charset.StandardCharsets;

/**
 * A MySQL character set: turns stored bytes into UTF-8 the way the server does when a session asks for utf8mb4.
 * Instances are immutable and shared by all threads.
 *
 * <p>The server replaces what it cannot map by {@code ?}, and so does this.
 */
public abstract class CharacterSet {
    private final String name;
    private final int maxBytes;

    CharacterSet(String name, int maxBytes) {
        this.name = name;
        this.maxBytes = maxBytes;
    }

    /**
     * The character set of that name.
     *
     * @param name as MySQL spells it, for example {@code utf8mb4}
     * @throws CrosscurrentException {@code source.unsupported_charset}
     */
    public static CharacterSet of(String name) {
        CharacterSet known = CharacterSets.byName(name);
        if (known == null) {
            throw new CrosscurrentException(
                    "source.unsupported_charset",
                    "The character set " + name + " is not known to Crosscurrent.",
                    "Convert the column to utf8mb4, or exclude its table from the task.");
        }
        return known;
    }

    /** Whether {@link #of} knows the name. */
    public static boolean known(String name) {
        return CharacterSets.byName(name) != null;
    }

    /** As MySQL spells it in 8.0: {@code utf8mb3}, never {@code utf8}. */
    public String name() {
        return name;
    }

    /** Bytes of its longest character. */
    public int maxBytes() {
        return maxBytes;
    }

    /** Bytes of its shortest character. */
    public int minBytes() {
        return 1;
    }

    /** Whether these stored bytes already are their own UTF-8 form, so that nothing has to be copied. */
    public abstract boolean isUtf8(byte[] bytes, int offset, int length);

    /**
     * Writes the UTF-8 form.
     *
     * @param target has room for {@link #utf8Limit} bytes from {@code at} on
     * @return the end of what was written
     */
    public abstract int toUtf8(byte[] bytes, int offset, int length, byte[] target, int at);

    /** The most UTF-8 bytes that so many stored bytes can become. */
    public int utf8Limit(int length) {
        return 3 * length + 4;
    }

    /** For names and labels; not for the hot path. */
    public String toText(byte[] bytes, int offset, int length) {
        if (isUtf8(bytes, offset, length)) {
            return new String(bytes, offset, length, StandardCharsets.UTF_8);
        }
        byte[] target = new byte[utf8Limit(length)];
        return new String(target, 0, toUtf8(bytes, offset, length, target, 0), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Whether all bytes are below 0x80. */
    static boolean ascii(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int seen = 0;
        for (int i = offset; i < end; i++) {
            seen |= bytes[i];
        }
        return seen >= 0;
    }

    /** Appends a code point as UTF-8. */
    static int put(int point, byte[] target, int at) {
        int to = at;
        if (point < 0x80) {
            target[to++] = (byte) point;
        } else if (point < 0x800) {
            target[to++] = (byte) (0xc0 | point >> 6);
            target[to++] = (byte) (0x80 | point & 0x3f);
        } else if (point < 0x10000) {
            target[to++] = (byte) (0xe0 | point >> 12);
            target[to++] = (byte) (0x80 | point >> 6 & 0x3f);
            target[to++] = (byte) (0x80 | point & 0x3f);
        } else {
            target[to++] = (byte) (0xf0 | point >> 18);
            target[to++] = (byte) (0x80 | point >> 12 & 0x3f);
            target[to++] = (byte) (0x80 | point >> 6 & 0x3f);
            target[to++] = (byte) (0x80 | point & 0x3f);
        }
        return to;
    }
}
