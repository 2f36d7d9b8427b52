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

    static {
        for (String line : CharacterSets.lines("collations.txt")) {
            String[] words = line.split(" ");
            CHARSET_BY_ID.put(Integer.valueOf(words[0]), words[2]);
            CHARSET_BY_NAME.put(words[1], words[2]);
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

    /** Name of the character set of a collation, or null when there is no such collation. */
    public static String charsetOf(String collation) {
        return CHARSET_BY_NAME.get(collation);
    }
}
