/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.expression;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of an expression, taken from the front. For one thread. */
final class ExpressionTokens {
    private static final Pattern BLANK = Pattern.compile("(\\s|--[^\\n]*(\\n|$)|/\\*.*?\\*/)*", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    private static final Pattern VARIABLE = Pattern.compile("\\$(\"([^\"]+)\"|[\\p{L}\\p{N}_]+)");
    private static final Pattern NUMBER = Pattern.compile("(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'|\"((?:[^\"]|\"\")*)\"");
    private static final Pattern BLOB = Pattern.compile("[xX]'((?:[0-9A-Fa-f]{2})*)'");

    private final String text;
    private int at;

    ExpressionTokens(String text) {
        this.text = text;
        blank();
    }

    private void blank() {
        Matcher matcher = BLANK.matcher(text).region(at, text.length());
        if (matcher.lookingAt()) {
            at = matcher.end();
        }
    }

    ExpressionException error(String what) {
        String rest = text.substring(Math.min(at, text.length()));
        String near = rest.isEmpty() ? "its end" : "\"" + rest.substring(0, Math.min(20, rest.length())) + "\"";
        return new ExpressionException(
                "In the expression " + text + ": " + what + ", at character " + (at + 1) + " (" + near + ").");
    }

    boolean isNext(String symbol) {
        return text.startsWith(symbol, at);
    }

    boolean take(String symbol) {
        boolean there = isNext(symbol);
        // one bar is no operator here, and "<" must not take the beginning of "<>"
        boolean longer = there && symbol.equals("<") && (isNext("<>") || isNext("<="));
        if (there && !longer) {
            at += symbol.length();
            blank();
            return true;
        }
        return false;
    }

    String takeFirst(String... symbols) {
        for (String symbol : symbols) {
            if (take(symbol)) {
                return symbol;
            }
        }
        return null;
    }

    void expect(String symbol) {
        if (!take(symbol)) {
            throw error("\"" + symbol + "\" is missing");
        }
    }

    private Matcher next(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? matcher : null;
    }

    private void taken(Matcher matcher) {
        at = matcher.end();
        blank();
    }

    boolean isWord(String word) {
        Matcher matcher = next(NAME);
        return matcher != null && matcher.group().equalsIgnoreCase(word);
    }

    boolean takeWord(String word) {
        Matcher matcher = next(NAME);
        if (matcher != null && matcher.group().equalsIgnoreCase(word)) {
            taken(matcher);
            return true;
        }
        return false;
    }

    void expectWord(String word) {
        if (!takeWord(word)) {
            throw error(word + " is missing");
        }
    }

    /** A name, or null. */
    String takeName() {
        Matcher matcher = next(NAME);
        if (matcher == null) {
            return null;
        }
        taken(matcher);
        return matcher.group();
    }

    /** The name behind a dollar sign, or null. */
    String takeVariable() {
        Matcher matcher = next(VARIABLE);
        if (matcher == null) {
            return null;
        }
        taken(matcher);
        return matcher.group(2) != null ? matcher.group(2) : matcher.group(1);
    }

    /** A number, text or blob; null when none of them follows. */
    Object takeLiteral() {
        Matcher blob = next(BLOB);
        if (blob != null) {
            taken(blob);
            return HexFormat.of().parseHex(blob.group(1));
        }
        Matcher string = next(TEXT);
        if (string != null) {
            taken(string);
            return string.group(1) != null
                    ? string.group(1).replace("''", "'")
                    : string.group(2).replace("\"\"", "\"");
        }
        Matcher number = next(NUMBER);
        if (number == null) {
            return null;
        }
        taken(number);
        String digits = number.group();
        if (number.group(3) != null) {
            return Double.valueOf(digits);
        }
        BigDecimal value = new BigDecimal(digits);
        return number.group(2) == null && !digits.startsWith(".") && value.precision() <= 18
                ? (Object) value.longValueExact()
                : value;
    }

    void expectEnd() {
        if (at < text.length()) {
            throw error("something follows that does not belong there");
        }
    }
}
