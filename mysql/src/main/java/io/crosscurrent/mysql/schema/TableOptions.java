/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import java.util.Locale;

/** Character set and collation among the options of a table or database; the last one named counts. */
final class TableOptions {
    private String charset = "";
    private String collation = "";

    /** Takes such an option if one comes next. */
    boolean accept(TokenCursor in) {
        int skip = in.peek().isWord("DEFAULT") ? 1 : 0;
        boolean twoWords = (in.peek(skip).isWord("CHARACTER") || in.peek(skip).isWord("CHAR"))
                && in.peek(skip + 1).isWord("SET");
        boolean named = twoWords || in.peek(skip).isWord("CHARSET");
        if (!named && !in.peek(skip).isWord("COLLATE")) {
            return false;
        }
        for (int i = 0; i < skip + (twoWords ? 2 : 1); i++) {
            in.next();
        }
        in.acceptSymbol('=');
        String value = in.nameOrString();
        if (!named) {
            collation = collation(value);
        } else if (!value.equalsIgnoreCase("DEFAULT")) {
            charset = CharacterSet.of(value.toLowerCase(Locale.ROOT)).name();
        }
        return true;
    }

    /** The name that MySQL 8.0.30 and newer use. */
    static String collation(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (Collations.charsetOf(lower) == null) {
            throw new TokenCursor.NotUnderstood("the unknown collation " + name);
        }
        return lower.startsWith("utf8_") ? "utf8mb3" + lower.substring(4) : lower;
    }

    /** "" when not named. */
    String charset() {
        return charset;
    }

    /** "" when not named. */
    String collation() {
        return collation;
    }
}
