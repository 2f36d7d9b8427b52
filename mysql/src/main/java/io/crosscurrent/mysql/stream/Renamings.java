/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.encoding.ControlEncoder;
import io.crosscurrent.core.encoding.ControlEncoder.ControlOperation;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.schema.MySqlTable;
import io.crosscurrent.mysql.schema.SchemaHistory.Effect.Renamed;
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
 *   <li>From one captured name to another: {@code rename-table}, step by step, so that consumers can follow swaps.
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
        Set<TableId> moved = moved(origins);
        steps.stream()
                .filter(step -> step.after() != null && moved.contains(originOf(step, steps)))
                .forEach(this::tell);
        for (TableId origin : left) {
            if (tables.find(origin) == null) {
                tables.unfollow(origin);
            } else if (!origins.containsKey(origin)) {
                leave(origin, moved.contains(origin));
            }
        }
        Set<TableId> empty = new HashSet<>();
        origins.forEach((name, origin) -> {
            if (tables.isEmpty(origin)) {
                empty.add(name);
            }
        });
        origins.forEach((name, origin) -> {
            CapturedTable table = tables.find(name);
            MySqlTable after = results.get(name);
            if (table == null) {
                follow(after, empty.contains(name));
            } else if (moved.contains(origin)) {
                take(table, after, place);
            } else if (!name.equals(origin)) {
                boolean copy = present.contains(name) && !moved.contains(name);
                arrive(table, origin, after, copy, empty.contains(name), place);
            }
        });
    }

    /** Captured tables whose rows have another captured name in the end. */
    private Set<TableId> moved(Map<TableId, TableId> origins) {
        Set<TableId> moved = new HashSet<>();
        origins.forEach((name, origin) -> {
            if (!name.equals(origin) && tables.find(name) != null && tables.find(origin) != null) {
                moved.add(origin);
            }
        });
        return moved;
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

    private void tell(Renamed step) {
        boolean sameSchema = step.from().schema().equals(step.table().schema());
        control.table(
                tables.plan(step.after()),
                ControlOperation.RENAME_TABLE,
                sameSchema ? step.from().name() : step.from().toString(),
                sameSchema ? step.table().name() : step.table().toString(),
                units);
    }

    private void leave(TableId origin, boolean told) {
        CapturedTable table = tables.find(origin);
        if (told && table.plan() != null) {
            tables.count(table);
            table.drop();
            units.describe(table);
        } else {
            dropped.accept(origin);
        }
    }

    private void follow(MySqlTable after, boolean empty) {
        if (after != null) {
            tables.follow(after);
            tables.empty(after.id(), empty);
        }
    }

    private void take(CapturedTable table, MySqlTable after, BinlogPosition place) {
        if (table.load() != null) {
            throw new CrosscurrentException(
                    "source.renamed_during_load",
                    "%s took the place of another captured table at %s, while %s was being loaded."
                            .formatted(table.id(), place, table.id()),
                    "Reload the task.");
        }
        if (after != null) {
            tables.renamed(table, after);
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
