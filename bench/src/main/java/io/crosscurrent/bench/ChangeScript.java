/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.RowIdentity.Kind;
import java.util.SplittableRandom;

/**
 * A repeatable run of transactions: twenty rows each, 60 % inserts, 30 % updates, 10 % deletes, three statements. The first
 * few insert only, as there is nothing to update yet. The same number of changes gives the same statements.
 */
public final class ChangeScript {
    /** Rows that a transaction changes. */
    public static final int ROWS = 20;

    private static final int UPDATES = 6;
    private static final int DELETES = 2;
    private static final int LEAST_ALIVE = 100;
    private static final int MOST_UPDATES_OF_A_ROW = 1000;

    private final SplittableRandom random = new SplittableRandom(20_26);
    private final RowText rows = new RowText(random);
    private final String table;
    private final long[] expected;
    private final long[] alive;
    private final int[] revisions;
    private final StringBuilder sql = new StringBuilder();
    private int written;
    private int living;
    private long nextId = 1;

    /** @param changes rounded up to whole transactions */
    public ChangeScript(String table, long changes) {
        this.table = table;
        int whole = Math.toIntExact((changes + ROWS - 1) / ROWS * ROWS);
        expected = new long[whole];
        alive = new long[whole];
        revisions = new int[whole];
    }

    /** The next transaction as one script, or null when all were given. */
    public String next() {
        if (written == expected.length) {
            return null;
        }
        sql.setLength(0);
        sql.append("BEGIN;");
        if (living < LEAST_ALIVE) {
            insert(ROWS);
        } else {
            update();
            delete();
            insert(ROWS - UPDATES - DELETES);
        }
        return sql.append("COMMIT").toString();
    }

    /** {@link RowIdentity} of all changes of a script of this length. */
    static long[] identities(long changes) {
        ChangeScript script = new ChangeScript("", changes);
        while (script.next() != null) {
            // Only the statements are of no interest.
        }
        return script.expected();
    }

    /** {@link RowIdentity} of every change given so far, in order. */
    public long[] expected() {
        return java.util.Arrays.copyOf(expected, written);
    }

    private void insert(int count) {
        sql.append("INSERT INTO bench.").append(table).append(" VALUES ");
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                sql.append(',');
            }
            rows.values(sql, nextId);
            alive[living] = nextId;
            revisions[living++] = 0;
            expected[written++] = RowIdentity.of(nextId++, 0, Kind.WRITTEN);
        }
        sql.append(';');
    }

    private void update() {
        sql.append("UPDATE bench.")
                .append(table)
                .append(" SET revision=revision+1,")
                .append(rows.assignments());
        sql.append(" WHERE id IN (");
        for (int i = 0; i < UPDATES; i++) {
            // The chosen rows move to the end, so that none is chosen twice in one statement.
            int chosen = random.nextInt(living - i);
            while (revisions[chosen] >= MOST_UPDATES_OF_A_ROW) {
                chosen = random.nextInt(living - i);
            }
            swap(chosen, living - 1 - i);
            int at = living - 1 - i;
            sql.append(i > 0 ? "," : "").append(alive[at]);
            expected[written++] = RowIdentity.of(alive[at], ++revisions[at], Kind.UPDATED);
        }
        sql.append(");");
    }

    private void delete() {
        sql.append("DELETE FROM bench.").append(table).append(" WHERE id IN (");
        for (int i = 0; i < DELETES; i++) {
            swap(random.nextInt(living), living - 1);
            living--;
            sql.append(i > 0 ? "," : "").append(alive[living]);
            expected[written++] = RowIdentity.of(alive[living], revisions[living], Kind.DELETED);
        }
        sql.append(");");
    }

    private void swap(int one, int other) {
        long id = alive[one];
        int revision = revisions[one];
        alive[one] = alive[other];
        revisions[one] = revisions[other];
        alive[other] = id;
        revisions[other] = revision;
    }
}
