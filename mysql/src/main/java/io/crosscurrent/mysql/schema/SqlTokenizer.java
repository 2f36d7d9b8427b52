/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import io.crosscurrent.mysql.schema.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a statement into tokens, the way the server does. Comments are left out; what stands in version comments counts, because
 * the server marks those it did not execute as ordinary comments before it writes a statement to its log.
 */
final class SqlTokenizer {
    private static final long ANSI_QUOTES = 4;
    private static final long NO_BACKSLASH_ESCAPES = 1 << 20;

    private final String sql;
    private final boolean ansiQuotes;
    private final boolean backslashEscapes;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int at;

    private SqlTokenizer(String sql, long sqlMode) {
        this.sql = sql;
        ansiQuotes = (sqlMode & ANSI_QUOTES) != 0;
        backslashEscapes = (sqlMode & NO_BACKSLASH_ESCAPES) == 0;
    }

    /** @param sqlMode bits of the session's sql_mode */
    static List<SqlToken> tokens(String sql, long sqlMode) {
        return new SqlTokenizer(sql, sqlMode).run();
    }

    private List<SqlToken> run() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c) || c == '\0') {
                at++;
            } else if (c == '#' || c == '-' && dashes()) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end + 1;
            } else if (sql.startsWith("/*", at)) {
                comment();
            } else if (sql.startsWith("*/", at)) {
                at += 2; // the end of a version comment
            } else if (c == '`' || c == '"' && ansiQuotes) {
                add(Kind.QUOTED_NAME, quoted(c, false));
            } else if (c == '\'' || c == '"') {
                add(Kind.STRING, quoted(c, backslashEscapes));
            } else if (wordPart(c)) {
                word();
            } else {
                at++;
                add(Kind.SYMBOL, String.valueOf(c));
            }
        }
        return tokens;
    }

    /** Two dashes begin a comment only before white space or the end. */
    private boolean dashes() {
        return sql.startsWith("--", at) && (at + 2 == sql.length() || sql.charAt(at + 2) <= ' ');
    }

    private void comment() {
        if (sql.startsWith("/*!", at)) {
            at += 3;
            while (at < sql.length() && Character.isDigit(sql.charAt(at))) {
                at++;
            }
            return;
        }
        int end = sql.indexOf("*/", at + 2);
        at = end < 0 ? sql.length() : end + 2;
    }

    private String quoted(char quote, boolean escapes) {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c == quote) {
                if (at >= sql.length() || sql.charAt(at) != quote) {
                    return text.toString();
                }
                at++;
                text.append(quote);
            } else if (c == '\\' && escapes && at < sql.length()) {
                text.append(escaped(sql.charAt(at++)));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case '0' -> "\0";
            case 'b' -> "\b";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'Z' -> "\032";
            case '%', '_' -> "\\" + c;
            default -> String.valueOf(c);
        };
    }

    private void word() {
        int start = at;
        boolean digits = true;
        while (at < sql.length() && wordPart(sql.charAt(at))) {
            digits &= Character.isDigit(sql.charAt(at));
            at++;
        }
        String text = sql.substring(start, at);
        boolean afterPoint = !tokens.isEmpty() && tokens.get(tokens.size() - 1).isSymbol('.');
        boolean literal = text.length() == 1 && "nNxXbB".contains(text) && at < sql.length() && sql.charAt(at) == '\'';
        if (literal) {
            add(Kind.STRING, prefixed(text));
        } else {
            add(digits && !afterPoint ? Kind.NUMBER : Kind.WORD, text);
        }
    }

    /** {@code N'text'}, {@code X'4a'} and {@code B'01'}; the value of the last two, as a string of bytes. */
    private String prefixed(String prefix) {
        String text = quoted('\'', backslashEscapes);
        int radix = prefix.equalsIgnoreCase("x") ? 16 : 2;
        if (prefix.equalsIgnoreCase("n")) {
            return text;
        }
        byte[] bytes = new java.math.BigInteger("0" + text, radix).toByteArray();
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).replaceFirst("^\0+", "");
    }

    private static boolean wordPart(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '_'
                || c == '$'
                || c >= 0x80;
    }

    private void add(Kind kind, String text) {
        tokens.add(new SqlToken(kind, text));
    }
}
