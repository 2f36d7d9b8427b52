/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import java.util.Locale;
import java.util.SplittableRandom;

/** Rows of the ten-column table, some 250 bytes each in the log. */
final class RowText {
    private static final String[] WORDS = {
        "delivery", "before", "noon", "please", "ring", "twice", "fragile", "goods", "leave", "with", "neighbour",
        "invoice", "follows", "Grüße", "naïve", "customer", "asked", "for", "blue", "paper", "café", "\"express\""
    };
    private static final String[] STATES = {"new", "paid", "packed", "shipped", "returned"};
    private static final int NOTE_LENGTH = 185;

    private final SplittableRandom random;
    private final StringBuilder note = new StringBuilder();

    RowText(SplittableRandom random) {
        this.random = random;
    }

    static String definition(String table) {
        return "CREATE TABLE bench." + table
                + """
                 (
                  id BIGINT PRIMARY KEY,
                  revision INT NOT NULL,
                  customer INT UNSIGNED NOT NULL,
                  amount DECIMAL(12,2) NOT NULL,
                  status VARCHAR(16) NOT NULL,
                  placed DATETIME(3) NOT NULL,
                  changed TIMESTAMP(3) NOT NULL,
                  code CHAR(12) NULL,
                  active TINYINT NOT NULL,
                  note VARCHAR(255) NOT NULL
                ) CHARACTER SET utf8mb4""";
    }

    /** {@code (id, 0, ...)}, revision 0. */
    void values(StringBuilder sql, long id) {
        sql.append('(')
                .append(id)
                .append(",0,")
                .append(random.nextInt(1, 100_000))
                .append(',');
        sql.append(amount()).append(",'").append(state()).append("','").append(instant());
        sql.append("','").append(instant()).append("',");
        if (random.nextInt(10) == 0) {
            sql.append("NULL");
        } else {
            sql.append("'C-").append(random.nextInt(100_000_000, 1_000_000_000)).append('\'');
        }
        sql.append(',').append(random.nextInt(2)).append(",'").append(note()).append("')");
    }

    /** The assignments of an update, revision apart. */
    String assignments() {
        return "amount=" + amount() + ",status='" + state() + "',changed='" + instant() + "'";
    }

    private String amount() {
        return random.nextInt(1_000_000) + "." + random.nextInt(10, 100);
    }

    private String state() {
        return STATES[random.nextInt(STATES.length)];
    }

    private String instant() {
        return String.format(
                Locale.ROOT,
                "2026-%02d-%02d %02d:%02d:%02d.%03d",
                random.nextInt(1, 13),
                random.nextInt(1, 29),
                random.nextInt(24),
                random.nextInt(60),
                random.nextInt(60),
                random.nextInt(1000));
    }

    private CharSequence note() {
        note.setLength(0);
        while (note.length() < NOTE_LENGTH) {
            note.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return note;
    }
}
