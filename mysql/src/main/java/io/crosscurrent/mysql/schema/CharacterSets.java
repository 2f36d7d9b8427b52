/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All character sets of MySQL 8.0 by name. */
final class CharacterSets {
    private static final Map<String, CharacterSet> ALL = new HashMap<>();

    static {
        add(new Utf8("utf8mb4", 4));
        add(new Utf8("utf8mb3", 3));
        add(new Utf8("binary", 1));
        add(new FixedWidth("ucs2", 2, 2, false));
        add(new FixedWidth("utf16", 4, 2, false));
        add(new FixedWidth("utf16le", 4, 2, true));
        add(new FixedWidth("utf32", 4, 4, false));
        for (String line : lines("single-byte.txt")) {
            String[] words = line.split(" ");
            int first = Integer.parseInt(words[1]);
            char[] points = new char[256];
            for (int code = 0; code < 256; code++) {
                int at = 4 * (code - first);
                points[code] = (char) (code < first ? code : Integer.parseInt(words[2].substring(at, at + 4), 16));
            }
            add(new SingleByte(words[0], points, first));
        }
        MultiByte.all().forEach(CharacterSets::add);
    }

    private CharacterSets() {}

    /** Null when unknown. {@code utf8} is what MySQL 8.0.28 and older call utf8mb3. */
    static CharacterSet byName(String name) {
        return ALL.get(name.equals("utf8") ? "utf8mb3" : name);
    }

    private static void add(CharacterSet set) {
        ALL.put(set.name(), set);
    }

    /** The lines of a resource of this package, without comments. */
    static List<String> lines(String resource) {
        try (InputStream in = CharacterSets.class.getResourceAsStream(resource)) {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
