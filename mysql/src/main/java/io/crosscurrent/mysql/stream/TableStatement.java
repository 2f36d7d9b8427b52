/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.binlog.QueryEvent;
import io.crosscurrent.mysql.stream.StatementWords.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * What a statement in the log does to tables, as far as its shape tells: which tables, and whether they are new, other than
 * before, or gone. Not what it does to their columns.
 */
final class TableStatement {
    /** What happens to a table. */
    enum Kind {
        CREATED,
        /** Its columns may be others. */
        ALTERED,
        DROPPED,
        /** {@code table} has the name {@code other} now. */
        RENAMED,
        TRUNCATED,
        /** All tables of the database {@code table.schema()} are gone. */
        DATABASE_DROPPED,
        /** Rows were changed without being in the log. */
        ROWS_CHANGED
    }

    /** @param other null but for RENAMED */
    record Effect(Kind kind, TableId table, TableId other) {}

    private static final long ANSI_QUOTES = 4;
    private static final long NO_BACKSLASH_ESCAPES = 1 << 20;

    private final List<Word> words;
    private final String database;
    private final List<Effect> effects = new ArrayList<>();
    private int at;

    private TableStatement(QueryEvent query) {
        words = StatementWords.of(
                query.text(), (query.sqlMode() & ANSI_QUOTES) != 0, (query.sqlMode() & NO_BACKSLASH_ESCAPES) == 0);
        database = query.database();
    }

    static List<Effect> effects(QueryEvent query) {
        TableStatement statement = new TableStatement(query);
        statement.read();
        return statement.effects;
    }

    private void read() {
        if (take("CREATE")) {
            create();
        } else if (take("ALTER")) {
            takeAny("ONLINE", "OFFLINE", "IGNORE");
            if (take("TABLE")) {
                alter();
            }
        } else if (take("DROP")) {
            drop();
        } else if (take("RENAME")) {
            rename();
        } else if (take("TRUNCATE")) {
            take("TABLE");
            effects.add(new Effect(Kind.TRUNCATED, name(), null));
        } else if (takeAny("INSERT", "REPLACE", "UPDATE", "DELETE", "LOAD", "WITH")) {
            rowsChanged();
        }
    }

    private void create() {
        if (take("OR")) {
            take("REPLACE");
        }
        if (take("TEMPORARY")) {
            return;
        }
        if (take("TABLE")) {
            ifExists();
            effects.add(new Effect(Kind.CREATED, name(), null));
        }
    }

    private void alter() {
        TableId table = name();
        effects.add(new Effect(Kind.ALTERED, table, null));
        for (; at < words.size(); at++) {
            boolean rename = words.get(at).is("RENAME");
            boolean other = rename && (next("COLUMN") || next("INDEX") || next("KEY"));
            if (rename && !other) {
                at++;
                if (!take("TO") && !take("AS")) {
                    take("=");
                }
                effects.add(new Effect(Kind.RENAMED, table, name()));
            }
        }
    }

    private boolean next(String keyword) {
        return at + 1 < words.size() && words.get(at + 1).is(keyword);
    }

    private void drop() {
        if (take("TEMPORARY")) {
            return;
        }
        if (takeAny("TABLE", "TABLES")) {
            ifExists();
            do {
                effects.add(new Effect(Kind.DROPPED, name(), null));
            } while (take(","));
        } else if (takeAny("DATABASE", "SCHEMA")) {
            ifExists();
            effects.add(new Effect(Kind.DATABASE_DROPPED, new TableId(word(), ""), null));
        }
    }

    private void rename() {
        if (takeAny("TABLE", "TABLES")) {
            do {
                TableId from = name();
                take("TO");
                effects.add(new Effect(Kind.RENAMED, from, name()));
            } while (take(","));
        }
    }

    /** Any name in the statement may be the table that is changed. */
    private void rowsChanged() {
        while (at < words.size()) {
            if (words.get(at).quoted() || Character.isLetter(first(words.get(at)))) {
                effects.add(new Effect(Kind.ROWS_CHANGED, name(), null));
            } else {
                at++;
            }
        }
    }

    private static char first(Word word) {
        return word.text().isEmpty() ? ' ' : word.text().charAt(0);
    }

    private void ifExists() {
        if (take("IF")) {
            take("NOT");
            take("EXISTS");
        }
    }

    private TableId name() {
        String one = word();
        if (take(".")) {
            return new TableId(one, word());
        }
        return new TableId(database, one);
    }

    private String word() {
        return at < words.size() ? words.get(at++).text() : "";
    }

    private boolean takeAny(String... keywords) {
        for (String keyword : keywords) {
            if (take(keyword)) {
                return true;
            }
        }
        return false;
    }

    private boolean take(String keyword) {
        if (at < words.size() && words.get(at).is(keyword)) {
            at++;
            return true;
        }
        return false;
    }
}
