/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

/**
 * A piece of a statement.
 *
 * @param text of names and strings without quotes and escapes, of all else as written
 */
record SqlToken(Kind kind, String text) {
    enum Kind {
        /** Key word or unquoted name. */
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        SYMBOL,
        END
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }
}
