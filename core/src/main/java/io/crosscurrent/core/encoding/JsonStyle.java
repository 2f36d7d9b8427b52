/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import java.nio.charset.StandardCharsets;

/** The white space of the two message formats, as pieces that are joined when a plan is compiled. */
record JsonStyle(boolean indented) {
    static JsonStyle of(MessageSettings settings) {
        return new JsonStyle(settings.format() == MessageSettings.Format.JSON);
    }

    /** {@code ,"name":} of a member at a depth of objects; the comma is always the first byte. */
    String member(int depth, String name) {
        return "," + lineBreak(depth) + quoted(name) + (indented ? ": " : ":");
    }

    /** The same for the first member of an object. */
    String firstMember(int depth, String name) {
        return member(depth, name).substring(1);
    }

    /** Closes the object whose members stand at {@code depth + 1}. */
    String close(int depth) {
        return lineBreak(depth) + "}";
    }

    String lineBreak(int depth) {
        return indented ? "\n" + "\t".repeat(depth) : "";
    }

    static String quoted(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        JsonBuffer buffer = new JsonBuffer();
        buffer.add('"');
        buffer.escaped(utf8, 0, utf8.length);
        buffer.add('"');
        return new String(buffer.bytes, 0, buffer.size, StandardCharsets.UTF_8);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
