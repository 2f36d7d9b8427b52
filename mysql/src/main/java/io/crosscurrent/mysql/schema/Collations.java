/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.HashMap;
import java.util.Map;

/** The collations of MySQL 8 by id and name: events name a character set by the id of one of its collations. */
public final class Collations {
    /** Id of the collation {@code binary}: bytes, not text. */
    public static final int BINARY = 63;

    private static final Map<Integer, String> CHARSET_BY_ID = new HashMap<>();
    private static final Map<String, String> CHARSET_BY_NAME = new HashMap<>();

    private static final Map<String, String> DEFAULT_BY_CHARSET = new HashMap<>();

    static {
        for (String line : CharacterSets.lines("collations.txt")) {
            String[] words = line.split(" ");
            CHARSET_BY_ID.put(Integer.valueOf(words[0]), words[2]);
            CHARSET_BY_NAME.put(words[1], words[2]);
            if (words.length > 3) {
                DEFAULT_BY_CHARSET.put(words[2], words[1]);
            }
        }
    }

    private Collations() {}

    /** @throws CrosscurrentException {@code source.unsupported_charset} */
    public static CharacterSet charset(int id) {
        String name = CHARSET_BY_ID.get(id);
        if (name == null) {
            throw new CrosscurrentException(
                    "source.unsupported_charset",
                    "The change stream names a collation with the id " + id + ", which MySQL 8.0 does not have.",
                    "Convert the columns that use it to utf8mb4, or exclude their tables from the task.");
        }
        return CharacterSet.of(name);
    }

    /** The collation a character set has when none is named, "" when there is no such character set. */
    static String defaultOf(String charset) {
        return DEFAULT_BY_CHARSET.getOrDefault(charset, "");
    }

    /**
     * Name of the character set of a collation, or null when there is no such collation. {@code utf8_bin} is what MySQL 8.0.29 and
     * older call utf8mb3_bin.
     */
    public static String charsetOf(String collation) {
        String name = collation.toLowerCase(java.util.Locale.ROOT);
        return CHARSET_BY_NAME.get(name.startsWith("utf8_") ? "utf8mb3" + name.substring(4) : name);
    }
}
