/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.encoding.ControlEncoder;
import io.crosscurrent.core.encoding.ControlEncoder.ControlOperation;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.source.ChangeSink.State;
import io.crosscurrent.core.source.StateReader;
import io.crosscurrent.core.source.TaskDefinition;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.binlog.RowDecoder;
import io.crosscurrent.mysql.binlog.TableMap;
import io.crosscurrent.mysql.load.FullLoad;
import io.crosscurrent.mysql.schema.Dialect;
import io.crosscurrent.mysql.schema.MySqlTable;
import io.crosscurrent.mysql.schema.SchemaHistory;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The captured tables, each in the version that is valid at the stream's position: from the log itself where it names columns,
 * else from the catalogue or a stored state, advanced by the DDL in the log. Belongs to the stream.
 */
final class TableBook {
    private static final String FOLLOWED = "followed";

    private final TaskDefinition task;
    private final StateReader states;
    private final UnitWriter units;
    private final ControlEncoder control;
    private final Map<TableId, String> totals;
    private final SchemaHistory history;
    private final Map<TableId, CapturedTable> tables = new HashMap<>();
    /** Tables that are not captured but stand beside captured ones: their columns count when they are renamed. */
    private final Set<TableId> followed = new LinkedHashSet<>();
    /** Followed by an earlier run, and not asked for yet. */
    private final Set<TableId> followedBefore = new HashSet<>();

    private final Set<TableId> others = new HashSet<>();
    private final Set<TableId> empty = new HashSet<>();
    private final KnownTables known;
    /** Read together with those of another table. */
    private final Map<TableId, StoredTable> stored = new HashMap<>();

    /** @param totals of tables as of the resumed position, where newer than their stored statistics */
    TableBook(
            TaskDefinition task,
            StateReader states,
            UnitWriter units,
            ControlEncoder control,
            SchemaHistory history,
            KnownTables known,
            Map<TableId, String> totals) {
        this.history = history;
        this.known = known;
        this.task = task;
        this.states = states;
        this.units = units;
        this.control = control;
        this.totals = totals;
    }

    /** Makes all these tables known, with one look-up of their states. */
    void prepare(Collection<TableId> ids) {
        known.all();
        stored.putAll(StoredTable.read(states, ids));
        ids.forEach(this::find);
    }

    SchemaHistory history() {
        return history;
    }

    /** Takes up again what {@link #follow} stored: their names, and their columns when a statement concerns them. */
    void followAgain() {
        followed.addAll(KnownTables.names(states.read(FOLLOWED)));
        followedBefore.addAll(followed);
    }

    /** A statement concerns these tables: makes known what is stored of them. */
    void recall(Collection<TableId> ids) {
        for (TableId id : ids) {
            find(id);
            if (followedBefore.remove(id)) {
                MySqlTable table = SchemaState.read(states.read(SchemaState.key(id)));
                if (table != null) {
                    history.put(table);
                }
            }
        }
    }

    /** A statement concerns all tables of the database. */
    void recall(String database) {
        recall(Stream.concat(known.all().stream(), followed.stream())
                .filter(id -> id.schema().equals(database))
                .toList());
    }

    /** The captured tables that {@code concerned} accepts. */
    List<CapturedTable> captured(Predicate<TableId> concerned) {
        Set<TableId> ids = new LinkedHashSet<>(known.all());
        ids.addAll(tables.keySet());
        return ids.stream()
                .filter(concerned)
                .map(this::find)
                .filter(Objects::nonNull)
                .toList();
    }

    /** A table that is not captured was created or altered in the log. */
    void follow(MySqlTable table) {
        Predicate<TableId> sameSchema = id -> id.schema().equals(table.id().schema());
        boolean beside = tables.keySet().stream().anyMatch(sameSchema)
                || known.all().stream().anyMatch(sameSchema);
        if (beside) {
            units.state(SchemaState.of(table));
            followedBefore.remove(table.id());
            if (followed.add(table.id())) {
                units.state(followed());
            }
        }
    }

    void unfollow(TableId id) {
        empty.remove(id);
        if (followed.remove(id)) {
            followedBefore.remove(id);
            units.state(followed());
            units.state(SchemaState.without(id, "it is gone"));
        }
    }

    private State followed() {
        return new State(FOLLOWED, Map.of("names", KnownTables.text(followed)));
    }

    /** Null when the task does not capture the table. */
    CapturedTable find(TableId id) {
        CapturedTable met = tables.get(id);
        if (met != null || others.contains(id)) {
            return met;
        }
        if (!task.mappings().selects(id)) {
            others.add(id);
            return null;
        }
        StoredTable found = stored.remove(id);
        return add(id, found == null ? read(id) : found);
    }

    /** Reads its states, and those of its neighbours: each look-up has its price. */
    private StoredTable read(TableId id) {
        Set<TableId> wanted = new LinkedHashSet<>(known.beside(id));
        wanted.removeAll(tables.keySet());
        wanted.removeAll(stored.keySet());
        wanted.add(id);
        stored.putAll(StoredTable.read(states, wanted));
        return stored.remove(id);
    }

    private CapturedTable add(TableId id, StoredTable states) {
        CapturedTable table = new CapturedTable(id);
        MySqlTable version = SchemaState.read(states.schema());
        if (version != null) {
            table.version(version, plan(version));
            table.told(true);
            history.put(version);
        } else {
            table.lose(SchemaState.reason(states.schema()));
        }
        if (states.statistics() != null) {
            table.counts().restore(states.statistics());
        }
        if (states.load() != null) {
            table.load(FullLoad.stored(id, states.load()));
        }
        String newer = totals.get(id);
        if (newer != null) {
            table.counts().restore(newer);
        }
        tables.put(id, table);
        return table;
    }

    /** The captured tables that were met in this run; all of them while tables are loaded. */
    Collection<CapturedTable> met() {
        return tables.values();
    }

    TablePlan plan(MySqlTable version) {
        return task.mappings().plan(version.table(), task.messages());
    }

    /** As {@link #version(CapturedTable, MySqlTable, boolean)}, when nothing is known of how it came about. */
    void version(CapturedTable table, MySqlTable version) {
        version(table, version, false);
    }

    /**
     * Sets the version that is valid from here on; when it is another one, tells consumers and the registry.
     *
     * @param renames whether the statement renamed columns
     */
    void version(CapturedTable table, MySqlTable version, boolean renames) {
        MySqlTable before = table.version();
        boolean news = !version.equals(before);
        TablePlan plan = news ? plan(version) : table.plan();
        table.version(version, plan);
        history.put(version);
        if (!news && table.told()) {
            return;
        }
        if (before == null) {
            control.table(plan, ControlOperation.CREATE_TABLE, null, null, units);
        } else if (!before.columns().equals(version.columns())
                || !before.table().primaryKey().equals(version.table().primaryKey())) {
            ColumnChange change = ColumnChange.between(before, version, renames);
            control.table(plan, change.operation(), change.oldName(), change.newName(), units);
        }
        units.describe(table);
    }

    /** Columns changed; {@code after} is null when they are not known, for this {@code reason}. */
    void altered(CapturedTable table, MySqlTable after, boolean renames, String reason) {
        if (after == null) {
            lost(table, reason);
            return;
        }
        count(table);
        if (table.load() != null) {
            table.load().altered();
            if (table.load().untold()) {
                return;
            }
        }
        version(table, after, renames);
    }

    /** It is new under this name, or to be loaded under it. */
    void appeared(CapturedTable table, MySqlTable after, String reason) {
        if (after == null) {
            lost(table, reason);
        } else if (table.load() != null) {
            table.load().altered();
        } else {
            version(table, after);
        }
    }

    /** A captured table came under this name; consumers were told. */
    void renamed(CapturedTable table, MySqlTable after) {
        count(table);
        table.version(after, plan(after));
        history.put(after);
        units.describe(table);
    }

    void count(CapturedTable table) {
        table.counts().addDdl();
        units.touched(table);
    }

    /** Its columns could not be followed. */
    void lost(CapturedTable table, String reason) {
        if (table.load() != null) {
            table.load().altered();
        }
        table.lose(reason);
        // A table whose load has not begun must not look like one that came with the stream.
        if (table.load() == null || table.load().startMillis() != 0) {
            units.state(SchemaState.without(table.id(), reason));
        }
    }

    /** Whether a table that is not captured certainly has no rows: created in the log, and nothing written since. */
    boolean isEmpty(TableId id) {
        return empty.contains(id);
    }

    /** What {@link #isEmpty} answers; null means every table. */
    void empty(TableId id, boolean now) {
        if (id == null) {
            empty.clear();
        } else if (now) {
            empty.add(id);
        } else {
            empty.remove(id);
        }
    }

    /** Whether rows of the table are wanted; as it is written now, it is not empty any more. */
    boolean written(TableId id) {
        boolean captured = find(id) != null;
        if (!captured) {
            empty.remove(id);
        }
        return captured;
    }

    /** The decoder for rows that follow {@code map}, or null to pass over them. */
    RowDecoder decoder(TableMap map, String place) {
        CapturedTable table = find(map.id());
        if (table == null) {
            empty.remove(map.id());
        }
        if (table == null || table.load() != null && !table.load().concerned()) {
            return null;
        }
        boolean known = table.version() != null && !table.stale();
        boolean hidden = !known && map.selfContained() && mayHideATypeOfMariaDb(map);
        if (map.selfContained() && !hidden) {
            version(table, described(map, table));
        } else if (!known) {
            throw new CrosscurrentException(
                    "source.schema_unknown",
                    "The columns of %s at %s are not known, and the log does not %s: %s."
                            .formatted(
                                    map.id(),
                                    place,
                                    hidden ? "tell types of MariaDB's own from strings of bytes" : "name them",
                                    table.lost().isEmpty() ? "the task has never seen them" : table.lost()),
                    hidden
                            ? "Give the column a type that MySQL has and reload the table, or exclude it."
                            : "SET PERSIST binlog_row_metadata = FULL; and reload the table, or exclude it.");
        }
        return RowDecoder.of(map, table.version());
    }

    /** UUID, INET4, INET6 and VECTOR stand in the log as strings of bytes, and mean something else. */
    private boolean mayHideATypeOfMariaDb(TableMap map) {
        return history.dialect() == Dialect.MARIADB
                && map.table().columns().stream()
                        .anyMatch(column -> column.type().isBinary());
    }

    /**
     * The log tells no collation: the one known is kept. And for a table without a primary key it names its first unique index
     * without NULLs instead, which neither the catalogue nor a load takes for the key: one row must not have two keys.
     */
    private static MySqlTable described(TableMap map, CapturedTable table) {
        MySqlTable told = map.table();
        MySqlTable known = table.version();
        if (known == null) {
            return told;
        }
        boolean keyless = !table.stale() && known.table().primaryKey().isEmpty();
        return MySqlTable.of(
                told.id(),
                told.columns(),
                keyless ? List.of() : told.table().primaryKey(),
                known.table().collation());
    }
}
