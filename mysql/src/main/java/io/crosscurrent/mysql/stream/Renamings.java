/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.encoding.ControlEncoder;
import io.crosscurrent.core.encoding.ControlEncoder.ControlOperation;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.load.TableLoad;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.schema.MySqlTable;
import io.crosscurrent.mysql.schema.SchemaHistory.Effect.Renamed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the renamings of one statement mean for captured tables, judged by where each table ends. Belongs to the stream.
 *
 * <ul>
 *   <li>From one captured name to another: {@code rename-table}, step by step, so that consumers can follow swaps. What is
 *       left of its load is read under the new name.
 *   <li>To a name that is not captured: the table is dropped.
 *   <li>A table that is not captured replaces a captured one, which leaves for a name that is not captured: what tools for online
 *       schema changes do. The rows are taken to be the same, unless the new table is known to be empty.
 *   <li>A table that is not captured takes a captured name that was free: its rows were never delivered, so a task that
 *       loads stops, unless the table is known to be empty or its load is still to come.
 * </ul>
 */
final class Renamings {
    private static final Logger LOG = LoggerFactory.getLogger(Renamings.class);

    private final TableBook tables;
    private final UnitWriter units;
    private final ControlEncoder control;
    private final boolean loads;
    private final Consumer<TableId> dropped;
    private OpenLoads open;

    /**
     * @param loads whether the task loads what tables held before
     * @param dropped told of captured tables that are gone
     */
    Renamings(TableBook tables, UnitWriter units, ControlEncoder control, boolean loads, Consumer<TableId> dropped) {
        this.tables = tables;
        this.units = units;
        this.control = control;
        this.loads = loads;
        this.dropped = dropped;
    }

    /** Before the first renaming. */
    void loads(OpenLoads underWay) {
        open = underWay;
    }

    /** @param steps of one statement, in order */
    void apply(List<Renamed> steps, BinlogPosition place) {
        Map<TableId, TableId> origins = new LinkedHashMap<>();
        Map<TableId, MySqlTable> results = new LinkedHashMap<>();
        Set<TableId> left = new LinkedHashSet<>();
        Set<TableId> present = new HashSet<>();
        for (Renamed step : steps) {
            TableId origin = origins.containsKey(step.from()) ? origins.remove(step.from()) : step.from();
            if (origin.equals(step.from())) {
                left.add(origin);
                CapturedTable captured = tables.find(origin);
                if (captured != null && (captured.version() != null || captured.load() != null)) {
                    present.add(origin);
                }
            }
            origins.put(step.table(), origin);
            results.put(step.table(), step.after());
        }
        Set<TableId> empty = new HashSet<>();
        origins.forEach((name, origin) -> {
            if (tables.isEmpty(origin)) {
                empty.add(name);
            }
        });
        Map<TableId, Move> moves = moves(origins, results, place);
        Set<TableId> moved = new HashSet<>();
        moves.values().forEach(move -> moved.add(move.origin()));
        // First, because threads of the load end when they find nothing to do.
        Map<TableId, TableLoad> carried = carried(moves);
        moves.forEach((name, move) -> {
            if (left.contains(name) && !moved.contains(name) && !move.unread()) {
                dropped.accept(name);
            }
            if (move.unread() && !unread(move.origin(), moves)) {
                dropped.accept(move.origin());
            }
        });
        Set<TableId> told = new HashSet<>();
        moves.values().stream()
                .filter(move -> move.version() != null && !move.unread())
                .forEach(move -> told.add(move.origin()));
        tell(steps, told);
        for (TableId origin : left) {
            if (tables.find(origin) == null) {
                tables.unfollow(origin);
            } else if (!origins.containsKey(origin)) {
                leave(origin, told.contains(origin));
            }
        }
        origins.forEach((name, origin) -> {
            CapturedTable table = tables.find(name);
            MySqlTable after = results.get(name);
            if (table == null) {
                follow(after, empty.contains(name));
            } else if (moves.containsKey(name)) {
                take(table, moves.get(name), carried.get(name), place);
            } else if (!name.equals(origin)) {
                boolean copy = present.contains(name) && !moved.contains(name);
                if (moved.contains(name)
                        && table.load() != null
                        && !table.load().untold()) {
                    open.end(table.load());
                }
                arrive(table, origin, after, copy, empty.contains(name), place);
            }
        });
    }

    /**
     * A captured table that ends under another captured name.
     *
     * @param version the last that is known, null for none; what the statement is told of instead when its columns were lost
     * @param lost why its columns are not to be trusted; null when they are
     * @param load what is left of it to be read; null for nothing
     * @param unread the load of all that is found under the new name is still to begin, so what came under the old one is
     *     forgotten: two queued tables that swap their names, or a load that was selected after the renaming
     */
    private record Move(TableId origin, MySqlTable version, String lost, TableLoad load, boolean unread) {}

    private Map<TableId, Move> moves(
            Map<TableId, TableId> origins, Map<TableId, MySqlTable> results, BinlogPosition place) {
        Map<TableId, Move> moves = new LinkedHashMap<>();
        origins.forEach((name, origin) -> {
            CapturedTable table = tables.find(name);
            CapturedTable before = tables.find(origin);
            if (!name.equals(origin) && table != null && before != null) {
                MySqlTable after = results.get(name);
                MySqlTable version = before.version() == null || after == null ? before.version() : after;
                boolean unread = table.load() != null && table.load().untold() && !knownHowFar(before);
                Move move = new Move(origin, version, before.stale() ? before.lost() : null, before.load(), unread);
                if (!unread) {
                    requireKnownRest(move, table, origins.containsValue(name), place);
                }
                moves.put(name, move);
            }
        });
        return moves;
    }

    /** Whether it is certain which rows of the table were delivered: one that only came by in the log may have others. */
    private static boolean knownHowFar(CapturedTable table) {
        TableLoad load = table.finishedOrRunningLoad();
        return table.version() != null && load != null && (load.complete() || !load.untold() && !load.again());
    }

    /** What is left to be read can only go on under the new name when it is known what was read. */
    private static void requireKnownRest(Move move, CapturedTable table, boolean left, BinlogPosition place) {
        TableLoad load = move.load();
        boolean known = load == null || load.untold() || !load.again() && move.version() != null;
        if (!known || table.load() != null && !table.load().untold() && !left) {
            throw new CrosscurrentException(
                    "source.renamed_during_load",
                    "%s was renamed to %s at %s, while %s was being loaded%s."
                            .formatted(
                                    move.origin(),
                                    table.id(),
                                    place,
                                    known ? table.id() : move.origin(),
                                    load != null && load.again() ? " once more" : ""),
                    "Reload the task: what is missing of the table cannot be told from what was delivered.");
        }
    }

    private static boolean unread(TableId name, Map<TableId, Move> moves) {
        return moves.containsKey(name) && moves.get(name).unread();
    }

    private Map<TableId, TableLoad> carried(Map<TableId, Move> moves) {
        Map<TableId, TableLoad> carried = new HashMap<>();
        moves.forEach((name, move) -> {
            if (move.load() != null && !move.unread()) {
                carried.put(name, open.renamed(move.load(), name));
            }
        });
        return carried;
    }

    private static TableId originOf(Renamed step, List<Renamed> steps) {
        TableId name = step.from();
        for (int i = steps.indexOf(step) - 1; i >= 0; i--) {
            if (steps.get(i).table().equals(name)) {
                name = steps.get(i).from();
            }
        }
        return name;
    }

    private void tell(List<Renamed> steps, Set<TableId> told) {
        for (Renamed step : steps) {
            TableId origin = originOf(step, steps);
            if (told.contains(origin)) {
                MySqlTable after =
                        step.after() == null ? named(tables.find(origin).version(), step.table()) : step.after();
                boolean sameSchema = step.from().schema().equals(step.table().schema());
                control.table(
                        tables.plan(after),
                        ControlOperation.RENAME_TABLE,
                        sameSchema ? step.from().name() : step.from().toString(),
                        sameSchema ? step.table().name() : step.table().toString(),
                        units);
            }
        }
    }

    private static MySqlTable named(MySqlTable table, TableId name) {
        return MySqlTable.of(
                name, table.columns(), table.table().primaryKey(), table.table().collation());
    }

    private void leave(TableId origin, boolean told) {
        CapturedTable table = tables.find(origin);
        if (!told) {
            dropped.accept(origin);
            return;
        }
        if (table.load() != null) {
            open.end(table.load());
        }
        tables.count(table);
        table.drop();
        units.describe(table);
    }

    private void follow(MySqlTable after, boolean empty) {
        if (after != null) {
            tables.follow(after);
            tables.empty(after.id(), empty);
        }
    }

    private void take(CapturedTable table, Move move, TableLoad carried, BinlogPosition place) {
        if (move.unread()) {
            table.load().altered();
            return;
        }
        if (table.load() != null) {
            open.end(table.load());
        }
        if (carried != null) {
            table.load(carried);
            units.state(carried.state());
            LOG.info("{} is loaded on under its new name {} from {} on", move.origin(), table.id(), place);
        }
        if (move.version() != null) {
            tables.renamed(table, named(move.version(), table.id()));
            if (move.lost() != null) {
                tables.lost(table, move.lost());
            }
            return;
        }
        table.drop();
        if (carried == null) {
            tables.lost(table, "it was renamed from " + move.origin() + ", which is not known, at " + place);
        }
    }

    private void arrive(
            CapturedTable table, TableId origin, MySqlTable after, boolean copy, boolean empty, BinlogPosition place) {
        if (copy && !empty) {
            LOG.warn(
                    "{} was replaced by {} at {}, as tools for online schema changes do: its rows are taken to be the same",
                    table.id(),
                    origin,
                    place);
            tables.altered(table, after, false, "it was renamed from " + origin + ", which is not known, at " + place);
            return;
        }
        if (copy) {
            dropped.accept(table.id());
        } else if (loads && !empty && table.load() == null) {
            throw new CrosscurrentException(
                    "source.rows_unseen",
                    "%s was renamed to %s at %s: its rows were not captured under its old name."
                            .formatted(origin, table.id(), place),
                    "Reload the table. Names that captured tables are renamed from should match the table mappings too.");
        }
        // What had the name before, if anything, has another now, and consumers were told.
        table.drop();
        LOG.info("{}, renamed from {}, is captured from {} on", table.id(), origin, place);
        tables.appeared(table, after, "it was renamed from " + origin + ", which is not known, at " + place);
    }
}
