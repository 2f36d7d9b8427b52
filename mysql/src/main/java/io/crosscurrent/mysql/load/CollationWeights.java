/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.mysql.protocol.MySqlConnection;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Weights of single characters as the database names them, for collations in which the weights of a text are those of its
 * characters in a row (<a href="https://dev.mysql.com/doc/refman/8.0/en/string-functions.html">WEIGHT_STRING</a>). Letters
 * that combine with their neighbours are left to the database. Used by the stream's thread or between transactions.
 */
final class CollationWeights {
    /** One level of weights, and no rules of one language. */
    private static final Set<String> PLAIN = Set.of(
            "utf8mb4_0900_ai_ci",
            "utf8mb4_general_ci",
            "utf8mb4_unicode_ci",
            "utf8mb4_unicode_520_ci",
            "utf8mb4_bin",
            "utf8mb3_general_ci",
            "utf8mb3_unicode_ci",
            "utf8mb3_bin",
            "utf8_general_ci",
            "utf8_unicode_ci",
            "utf8_bin",
            "latin1_swedish_ci",
            "latin1_bin",
            "ascii_general_ci",
            "ascii_bin");

    private static final int SPACE = ' ';

    private final String charset;
    private final String collation;
    private final boolean padded;
    private final Map<Integer, byte[]> weights = new HashMap<>();

    CollationWeights(String charset, String collation) {
        this.charset = charset;
        this.collation = collation;
        this.padded = !collation.contains("_0900_");
    }

    static boolean known(String collation) {
        return PLAIN.contains(collation);
    }

    /** Whether the order of a text, UTF-8, follows from its characters. */
    static boolean plain(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).codePoints().allMatch(CollationWeights::plain);
    }

    /** Printable ASCII, Latin, Greek and Cyrillic letters in one piece, Chinese characters. */
    private static boolean plain(int c) {
        return c >= ' ' && c <= '~'
                || c >= 0xC0 && c <= 0x24F
                || c >= 0x391 && c <= 0x3A9
                || c >= 0x3B1 && c <= 0x3C9
                || c >= 0x410 && c <= 0x44F
                || c >= 0x4E00 && c <= 0x9FA5;
    }

    /** Asks, in one statement, for the characters of these plain texts that were never asked for. */
    void learn(Collection<byte[]> texts, Supplier<MySqlConnection> connection) {
        List<Integer> missing = texts.stream()
                .flatMapToInt(text -> (new String(text, StandardCharsets.UTF_8) + (char) SPACE).codePoints())
                .distinct()
                .filter(c -> !weights.containsKey(c))
                .boxed()
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        List<String> asked = new ArrayList<>();
        for (int c : missing) {
            String hex = HexFormat.of().formatHex(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            asked.add("HEX(WEIGHT_STRING(CONVERT(_utf8mb4 X'" + hex + "' USING " + charset + ") COLLATE " + collation
                    + "))");
        }
        String answer = connection
                .get()
                .query("SELECT CONCAT_WS(',', " + String.join(", ", asked) + ") AS w")
                .get(0)
                .get("w");
        String[] found = answer.split(",", -1);
        if (found.length != missing.size()) {
            throw new IllegalStateException(
                    "the database named " + found.length + " weights of " + missing.size() + " characters");
        }
        for (int i = 0; i < found.length; i++) {
            weights.put(missing.get(i), HexFormat.of().parseHex(found[i]));
        }
    }

    /** Of a text all of whose characters are learned. */
    byte[] of(byte[] text) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        new String(text, StandardCharsets.UTF_8).codePoints().forEach(c -> all.writeBytes(weights.get(c)));
        return all.toByteArray();
    }

    /** As the database compares: most collations take the shorter text as if spaces followed. */
    int compare(byte[] one, byte[] other) {
        if (!padded || one.length == other.length) {
            return Arrays.compareUnsigned(one, other);
        }
        int length = Math.max(one.length, other.length);
        return Arrays.compareUnsigned(padded(one, length), padded(other, length));
    }

    private byte[] padded(byte[] text, int length) {
        byte[] space = weights.get(SPACE);
        byte[] longer = Arrays.copyOf(text, length);
        for (int i = text.length; i < length; i++) {
            longer[i] = space[(i - text.length) % space.length];
        }
        return longer;
    }
}
