/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.schema.SchemaChange.AlterTable;
import io.crosscurrent.mysql.schema.SchemaChange.CreateTable;
import io.crosscurrent.mysql.schema.SchemaChange.CreateTableLike;
import io.crosscurrent.mysql.schema.SchemaChange.DatabaseDefaults;
import io.crosscurrent.mysql.schema.SchemaChange.DropDatabase;
import io.crosscurrent.mysql.schema.SchemaChange.DropTables;
import io.crosscurrent.mysql.schema.SchemaChange.NoEffect;
import io.crosscurrent.mysql.schema.SchemaChange.RenameTables;
import io.crosscurrent.mysql.schema.SchemaChange.Renaming;
import io.crosscurrent.mysql.schema.SchemaChange.RowsChanged;
import io.crosscurrent.mysql.schema.SchemaChange.Several;
import io.crosscurrent.mysql.schema.SchemaChange.Truncate;
import io.crosscurrent.mysql.schema.SchemaChange.Unknown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The tables as they are at the reader's position in the log: begun from the catalogue, advanced by the statements in the log. Needed
 * when the log itself does not tell names ({@code binlog_row_metadata=MINIMAL}). Used by the reader's thread.
 *
 * <p>It follows every table it is told of or sees created, captured or not: tools for online schema changes prepare a table under another
 * name and swap the names.
 */
public final class SchemaHistory {
    private static final int GONE = 1_000;

    private final Map<TableId, MySqlTable> tables = new TreeMap<>();
    /** Names that tables had which the log dropped or renamed: those of the last ones. */
    private final Set<TableId> gone = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TableId, Boolean> eldest) {
            return size() > GONE;
        }
    });

    private final Map<String, String> databases = new TreeMap<>();
    private final boolean lowerCaseNames;
    private final Dialect dialect;

    /** @param lowerCaseNames whether the server has {@code lower_case_table_names} above 0 */
    public SchemaHistory(boolean lowerCaseNames, Dialect dialect) {
        this.lowerCaseNames = lowerCaseNames;
        this.dialect = dialect;
    }

    /** Whose SQL it reads. */
    public Dialect dialect() {
        return dialect;
    }

    /** What happened to one table. Names are those of the log. */
    public sealed interface Effect {
        TableId table();

        /**
         * A new table.
         *
         * @param certain false when it may have been there before, with other columns and with rows: {@code IF NOT EXISTS}
         */
        record Created(MySqlTable after, boolean certain) implements Effect {
            @Override
            public TableId table() {
                return after.id();
            }
        }

        /** Columns changed; {@code change.actions()} says how. */
        record Altered(MySqlTable before, MySqlTable after, AlterTable change) implements Effect {
            @Override
            public TableId table() {
                return after.id();
            }
        }

        /** {@code table} is the new name, {@code from} the old one; {@code after} is null when the columns are not known. */
        record Renamed(TableId from, TableId table, MySqlTable after) implements Effect {}

        /** {@code before} is null when the table was not known. */
        record Dropped(TableId table, MySqlTable before) implements Effect {}

        /** All rows are gone, without row events. */
        record Truncated(TableId table) implements Effect {}

        /** Rows changed and the log does not say which: {@code what} did it. {@code table} is null when it may be any. */
        record RowsUnseen(TableId table, String what) implements Effect {}

        /** Rows of any table may have changed, and the log does not say which: a statement that names {@code tables} did it. */
        record StatementFormat(List<TableId> tables) implements Effect {
            @Override
            public TableId table() {
                return null;
            }
        }

        /**
         * The columns are no longer known: read the catalogue anew or stop the table. {@code table} is null when it may be any.
         */
        record Lost(TableId table, String reason) implements Effect {}
    }

    /** Sets what is known of a table. */
    public void put(MySqlTable table) {
        tables.put(table.id(), table);
    }

    /** What was known of these tables is not to be trusted any more. */
    public void forget(Predicate<TableId> concerned) {
        tables.keySet().removeIf(concerned);
    }

    /** Sets the default collation of a database, from the catalogue. */
    public void putDatabase(String name, String collation) {
        databases.put(name, collation);
    }

    /** Null when it is not known. */
    public MySqlTable table(TableId id) {
        return tables.get(id);
    }

    /** All that are known, by name. */
    public Collection<MySqlTable> tables() {
        return List.copyOf(tables.values());
    }

    /** Default collation by database. */
    public Map<String, String> databases() {
        return Map.copyOf(databases);
    }

    /** The database of which a statement concerns every table, or "". */
    public String concernedDatabase(SchemaChange change) {
        if (change instanceof Several several) {
            return several.changes().stream()
                    .map(this::concernedDatabase)
                    .filter(name -> !name.isEmpty())
                    .findFirst()
                    .orElse("");
        }
        return change instanceof DropDatabase drop ? named(drop.database()) : "";
    }

    /** The tables a statement names: what was known of them must be here before it is applied. */
    public Set<TableId> concerned(SchemaChange change) {
        if (change instanceof Several several) {
            return several.changes().stream()
                    .flatMap(each -> concerned(each).stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
        List<TableId> tables = new ArrayList<>();
        if (change instanceof CreateTable create) {
            tables.add(create.table());
        } else if (change instanceof CreateTableLike create) {
            tables.add(create.table());
            tables.add(create.like());
        } else if (change instanceof AlterTable alter) {
            tables.add(alter.table());
            for (AlterAction action : alter.actions()) {
                if (action instanceof AlterAction.RenameTo rename) {
                    tables.add(rename.table());
                }
            }
        } else if (change instanceof DropTables drop) {
            tables.addAll(drop.tables());
        } else if (change instanceof RenameTables rename) {
            for (Renaming renaming : rename.renamings()) {
                tables.add(renaming.from());
                tables.add(renaming.to());
            }
        }
        return tables.stream().map(this::named).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Applies a statement of the log.
     *
     * @param sql of the query event
     * @param database default database of the query event
     * @param sqlMode of the query event
     * @return what it did, table by table, in order; empty when it did nothing
     */
    public List<Effect> apply(String sql, String database, long sqlMode) {
        return apply(parse(sql, database, sqlMode));
    }

    /** Parses a statement of the log; parameters as of {@link #apply(String, String, long)}. */
    public SchemaChange parse(String sql, String database, long sqlMode) {
        return Statements.parse(sql, named(database), sqlMode, dialect);
    }

    /** Applies a parsed statement. */
    public List<Effect> apply(SchemaChange change) {
        List<Effect> effects = new ArrayList<>();
        if (change instanceof NoEffect) {
            return effects;
        } else if (change instanceof CreateTable create) {
            create(create, effects);
        } else if (change instanceof CreateTableLike create) {
            createLike(named(create.table()), create.ifNotExists(), named(create.like()), effects);
        } else if (change instanceof AlterTable alter) {
            alter(alter, effects);
        } else if (change instanceof DropTables drop) {
            drop.tables().forEach(id -> drop(named(id), effects));
        } else if (change instanceof RenameTables rename) {
            for (Renaming renaming : rename.renamings()) {
                rename(named(renaming.from()), named(renaming.to()), effects);
            }
        } else if (change instanceof Truncate truncate) {
            effects.add(new Effect.Truncated(named(truncate.table())));
        } else if (change instanceof DatabaseDefaults defaults) {
            database(defaults);
        } else if (change instanceof DropDatabase drop) {
            dropDatabase(named(drop.database()), effects);
        } else if (change instanceof RowsChanged rows) {
            effects.add(new Effect.StatementFormat(
                    rows.tables().stream().map(this::named).toList()));
        } else if (change instanceof Unknown unknown) {
            if (unknown.rows()) {
                effects.add(
                        new Effect.RowsUnseen(null, "a statement that is not understood (" + unknown.reason() + ")"));
            }
            effects.add(new Effect.Lost(null, unknown.reason()));
        } else if (change instanceof Several several) {
            several.changes().forEach(each -> effects.addAll(apply(each)));
        } else {
            throw new AssertionError(change);
        }
        return effects;
    }

    private void create(CreateTable create, List<Effect> effects) {
        TableId id = named(create.table());
        if (create.ifNotExists() && tables.containsKey(id)) {
            return;
        }
        String collation = collation(create.charset(), create.collation(), databases.getOrDefault(id.schema(), ""));
        try {
            created(TableAlteration.created(id, create, collation), create.ifNotExists(), effects);
        } catch (TokenCursor.NotUnderstood | CrosscurrentException e) {
            tables.remove(id);
            effects.add(new Effect.Lost(id, e.getMessage()));
        }
    }

    private void createLike(TableId id, boolean ifNotExists, TableId like, List<Effect> effects) {
        if (ifNotExists && tables.containsKey(id)) {
            return;
        }
        MySqlTable model = tables.get(like);
        if (model == null) {
            tables.remove(id);
            effects.add(new Effect.Lost(id, "it was created like " + like + ", which is not known"));
            return;
        }
        created(TableAlteration.renamed(model, id), ifNotExists, effects);
    }

    private void created(MySqlTable table, boolean ifNotExists, List<Effect> effects) {
        tables.put(table.id(), table);
        boolean wasGone = gone.remove(table.id());
        effects.add(new Effect.Created(table, !ifNotExists || wasGone));
    }

    private void alter(AlterTable alter, List<Effect> effects) {
        TableId id = named(alter.table());
        for (AlterAction action : alter.actions()) {
            if (action instanceof AlterAction.RowsUnseen unseen) {
                effects.add(new Effect.RowsUnseen(id, unseen.what()));
                if (unseen.with() != null) {
                    effects.add(new Effect.RowsUnseen(named(unseen.with()), unseen.what() + " of " + id));
                }
            }
        }
        MySqlTable before = tables.get(id);
        TableId target = alter.actions().stream()
                .filter(AlterAction.RenameTo.class::isInstance)
                .map(action -> named(((AlterAction.RenameTo) action).table()))
                .reduce(id, (first, last) -> last);
        if (before == null) {
            boolean changes = alter.actions().stream().anyMatch(action -> !(action instanceof AlterAction.RowsUnseen));
            if (changes) {
                effects.add(new Effect.Lost(id, id + " was altered and is not known"));
            }
            if (!target.equals(id)) {
                rename(id, target, effects);
            }
            return;
        }
        MySqlTable after;
        try {
            after = TableAlteration.altered(before, alter.actions(), databases.getOrDefault(id.schema(), ""));
        } catch (TokenCursor.NotUnderstood | CrosscurrentException e) {
            tables.remove(id);
            effects.add(new Effect.Lost(id, e.getMessage()));
            if (!target.equals(id)) {
                rename(id, target, effects);
            }
            return;
        }
        tables.put(id, after);
        if (!after.equals(before)) {
            effects.add(new Effect.Altered(before, after, alter));
        }
        if (!target.equals(id)) {
            rename(id, target, effects);
        }
    }

    private void rename(TableId from, TableId to, List<Effect> effects) {
        MySqlTable table = tables.remove(from);
        gone.add(from);
        gone.remove(to);
        MySqlTable renamed = table == null ? null : TableAlteration.renamed(table, to);
        if (renamed == null) {
            tables.remove(to);
        } else {
            tables.put(to, renamed);
        }
        effects.add(new Effect.Renamed(from, to, renamed));
    }

    private void drop(TableId id, List<Effect> effects) {
        effects.add(new Effect.Dropped(id, tables.remove(id)));
        gone.add(id);
    }

    private void dropDatabase(String name, List<Effect> effects) {
        databases.remove(name);
        List<TableId> gone =
                tables.keySet().stream().filter(id -> id.schema().equals(name)).toList();
        gone.forEach(id -> drop(id, effects));
    }

    private void database(DatabaseDefaults defaults) {
        String name = named(defaults.database());
        String before = databases.getOrDefault(name, "");
        String collation = collation(defaults.charset(), defaults.collation(), before);
        // A database created without a character set has that of the server, which the statement does not tell.
        if (!collation.isEmpty()) {
            databases.put(name, collation);
        }
    }

    static String collation(String charset, String collation, String otherwise) {
        if (!collation.isEmpty()) {
            return collation;
        }
        return charset.isEmpty() ? otherwise : Collations.defaultOf(charset);
    }

    private TableId named(TableId id) {
        return lowerCaseNames ? new TableId(named(id.schema()), named(id.name())) : id;
    }

    private String named(String name) {
        return lowerCaseNames ? name.toLowerCase(Locale.ROOT) : name;
    }
}
