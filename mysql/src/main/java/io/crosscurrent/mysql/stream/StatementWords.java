/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A statement as words, names and signs; comments are left out, the content of version comments stays. */
final class StatementWords {
    /** @param quoted a name in back-ticks or ANSI quotes; else a word, a number or a sign */
    record Word(String text, boolean quoted) {
        boolean is(String keyword) {
            return !quoted && text.equalsIgnoreCase(keyword);
        }
    }

    private final String sql;
    private final boolean ansiQuotes;
    private final boolean backslashes;
    private final List<Word> words = new ArrayList<>();
    private int at;

    private StatementWords(String sql, boolean ansiQuotes, boolean backslashes) {
        this.sql = sql;
        this.ansiQuotes = ansiQuotes;
        this.backslashes = backslashes;
    }

    /** String literals become empty names in no quotes: they never are what we look for. */
    static List<Word> of(String sql, boolean ansiQuotes, boolean backslashes) {
        StatementWords reader = new StatementWords(sql, ansiQuotes, backslashes);
        while (reader.at < sql.length()) {
            reader.next();
        }
        return reader.words;
    }

    private void next() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (sql.startsWith("/*!", at) || sql.startsWith("/*M!", at)) {
            at = sql.indexOf('!', at) + 1;
            while (at < sql.length() && Character.isDigit(sql.charAt(at))) {
                at++;
            }
        } else if (sql.startsWith("*/", at)) {
            at += 2;
        } else if (sql.startsWith("/*", at)) {
            int end = sql.indexOf("*/", at + 2);
            at = end < 0 ? sql.length() : end + 2;
        } else if (c == '#' || sql.startsWith("-- ", at) || sql.startsWith("--\n", at)) {
            int end = sql.indexOf('\n', at);
            at = end < 0 ? sql.length() : end + 1;
        } else if (c == '`' || c == '"' && ansiQuotes) {
            words.add(new Word(quoted(c, false), true));
        } else if (c == '\'' || c == '"') {
            quoted(c, backslashes);
            words.add(new Word("", false));
        } else if (isWord(c)) {
            int from = at;
            while (at < sql.length() && isWord(sql.charAt(at))) {
                at++;
            }
            words.add(new Word(sql.substring(from, at), false));
        } else {
            words.add(new Word(String.valueOf(c), false));
            at++;
        }
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c > 0x7f;
    }

    private String quoted(char quote, boolean escapes) {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (escapes && c == '\\' && at < sql.length()) {
                at++;
            } else if (c != quote) {
                text.append(c);
            } else if (at < sql.length() && sql.charAt(at) == quote) {
                text.append(c);
                at++;
            } else {
                break;
            }
        }
        return text.toString();
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
