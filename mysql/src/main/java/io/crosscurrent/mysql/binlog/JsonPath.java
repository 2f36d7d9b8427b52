/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place inside a JSON document as the log writes it: {@code $}, then steps {@code .name}, {@code ."quoted name"},
 * {@code [3]}, {@code [last]} or {@code [last-1]}.
 */
final class JsonPath {
    private static final Pattern CELL = Pattern.compile("\\[ *(?:([0-9]{1,9})|last *(?:- *([0-9]{1,9}))?) *\\]");

    private JsonPath() {}

    /** One step down. */
    sealed interface Step {}

    /** Into a member of an object. */
    record Member(byte[] name) implements Step {}

    /** Into an element of an array, counted from its start or from its end. */
    record Cell(int index, boolean fromEnd) implements Step {
        /** The place in an array of that size; may lie outside of it. */
        int in(int size) {
            return fromEnd ? size - 1 - index : index;
        }
    }

    /** @return none when the text is no such path; the whole document, {@code $}, is none that could be changed */
    static List<Step> parse(byte[] text) {
        List<Step> steps = new ArrayList<>();
        int at = 1;
        if (text.length == 0 || text[0] != '$') {
            return List.of();
        }
        while (at < text.length) {
            if (text[at] == '[') {
                int end = at;
                while (end < text.length && text[end] != ']') {
                    end++;
                }
                Matcher cell = CELL.matcher(new String(text, at, Math.min(end + 1, text.length) - at, UTF_8));
                if (!cell.matches()) {
                    return List.of();
                }
                steps.add(cell(cell));
                at = end + 1;
            } else if (text[at] == '.' && at + 1 < text.length && text[at + 1] == '"') {
                int end = at + 2;
                while (end < text.length && text[end] != '"') {
                    end += text[end] == '\\' ? 2 : 1;
                }
                if (end >= text.length) {
                    return List.of();
                }
                steps.add(new Member(unescaped(text, at + 2, end)));
                at = end + 1;
            } else if (text[at] == '.') {
                int end = at + 1;
                while (end < text.length && text[end] != '.' && text[end] != '[') {
                    end++;
                }
                steps.add(new Member(Arrays.copyOfRange(text, at + 1, end)));
                at = end;
            } else {
                return List.of();
            }
        }
        return steps;
    }

    private static Cell cell(Matcher text) {
        if (text.group(1) != null) {
            return new Cell(Integer.parseInt(text.group(1)), false);
        }
        return new Cell(text.group(2) == null ? 0 : Integer.parseInt(text.group(2)), true);
    }

    /** The inside of a JSON string as UTF-8. */
    private static byte[] unescaped(byte[] text, int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = from; i < to; i++) {
            if (text[i] != '\\') {
                out.write(text[i]);
                continue;
            }
            i++;
            switch (text[i]) {
                case 'b' -> out.write('\b');
                case 'f' -> out.write('\f');
                case 'n' -> out.write('\n');
                case 'r' -> out.write('\r');
                case 't' -> out.write('\t');
                case 'u' -> {
                    // What MySQL escapes this way are control characters: one unit, never half of a pair.
                    int code = Integer.parseInt(new String(text, i + 1, 4, US_ASCII), 16);
                    out.writeBytes(String.valueOf((char) code).getBytes(UTF_8));
                    i += 4;
                }
                default -> out.write(text[i]);
            }
        }
        return out.toByteArray();
    }
}
