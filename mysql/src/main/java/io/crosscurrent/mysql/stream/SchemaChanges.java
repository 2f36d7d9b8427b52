/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.encoding.ControlEncoder;
import io.crosscurrent.core.encoding.ControlEncoder.ControlOperation;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.binlog.QueryEvent;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.schema.MySqlTable;
import io.crosscurrent.mysql.schema.SchemaHistory;
import io.crosscurrent.mysql.schema.SchemaHistory.Effect;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies statements in the log to the tables: new columns are valid from the next row on. What cannot be followed leaves a table
 * without known columns: rows that come then stop the task, unless the log names their columns. Belongs to the stream.
 */
final class SchemaChanges {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaChanges.class);

    private final TableBook tables;
    private final SchemaHistory history;
    private final UnitWriter units;
    private final ControlEncoder control;
    private Consumer<TableId> droppedDuringLoad = id -> {};

    SchemaChanges(TableBook tables, UnitWriter units, ControlEncoder control) {
        this.tables = tables;
        this.history = tables.history();
        this.units = units;
        this.control = control;
    }

    void droppedDuringLoad(Consumer<TableId> listener) {
        droppedDuringLoad = listener;
    }

    void apply(QueryEvent query, BinlogPosition place) {
        if (query.errorCode() != 0) {
            return;
        }
        List<Effect> effects = history.apply(query.text(), query.database(), query.sqlMode());
        for (int i = 0; i < effects.size(); i++) {
            apply(effects.get(i), effects.subList(i + 1, effects.size()), query, place);
        }
    }

    private void apply(Effect effect, List<Effect> following, QueryEvent query, BinlogPosition place) {
        if (effect instanceof Effect.Created created) {
            appeared(created.after(), place);
        } else if (effect instanceof Effect.Altered altered) {
            altered(altered.after());
        } else if (effect instanceof Effect.Renamed renamed) {
            renamed(renamed, following, place);
        } else if (effect instanceof Effect.Dropped dropped) {
            dropped(dropped.table());
        } else if (effect instanceof Effect.Truncated truncated) {
            ifCaptured(truncated.table(), this::truncated);
        } else if (effect instanceof Effect.RowsUnseen unseen) {
            rowsUnseen(unseen, query, place);
        } else if (effect instanceof Effect.Lost lost) {
            lost(lost, query, place);
        } else {
            throw new AssertionError(effect);
        }
    }

    private void ifCaptured(TableId id, Consumer<CapturedTable> action) {
        CapturedTable table = tables.find(id);
        if (table != null) {
            action.accept(table);
        }
    }

    private void appeared(MySqlTable after, BinlogPosition place) {
        CapturedTable table = tables.find(after.id());
        if (table == null) {
            tables.follow(after);
        } else if (table.load() != null) {
            table.load().altered();
        } else {
            LOG.info("{} is captured from {} on", after.id(), place);
            tables.version(table, after);
        }
    }

    private void altered(MySqlTable after) {
        CapturedTable table = tables.find(after.id());
        if (table == null) {
            tables.follow(after);
            return;
        }
        count(table);
        if (table.load() != null) {
            table.load().altered();
        }
        tables.version(table, after);
    }

    private void renamed(Effect.Renamed renamed, List<Effect> following, BinlogPosition place) {
        boolean replaced = following.stream()
                .anyMatch(later ->
                        later instanceof Effect.Renamed other && other.table().equals(renamed.from()));
        CapturedTable from = tables.find(renamed.from());
        CapturedTable to = tables.find(renamed.table());
        if (from != null && !replaced) {
            dropped(renamed.from());
        } else if (from == null) {
            tables.unfollow(renamed.from());
        }
        if (to == null) {
            tables.follow(renamed.after());
        } else if (to.version() != null && to.load() == null) {
            // Another table took its place, as tools for online schema changes do: same rows, other columns.
            altered(renamed.after());
        } else {
            if (from == null && to.load() == null) {
                LOG.warn(
                        "{} was renamed from {}, which is not captured, at {}: rows from before are not delivered",
                        renamed.table(),
                        renamed.from(),
                        place);
            }
            appeared(renamed.after(), place);
        }
    }

    private void count(CapturedTable table) {
        table.counts().addDdl();
        units.touched(table);
    }

    private void truncated(CapturedTable table) {
        if (table.load() != null) {
            table.load().altered();
        }
        if (table.plan() != null) {
            count(table);
            // The only way to say in this format that all rows are gone.
            control.table(table.plan(), ControlOperation.DROP_TABLE, null, null, units);
            control.table(table.plan(), ControlOperation.CREATE_TABLE, null, null, units);
        }
    }

    private void dropped(TableId id) {
        CapturedTable table = tables.find(id);
        if (table == null) {
            tables.unfollow(id);
            return;
        }
        if (table.load() != null) {
            units.state(table.load().dropped());
            droppedDuringLoad.accept(id);
        }
        if (table.plan() != null && !table.dropped()) {
            count(table);
            control.table(table.plan(), ControlOperation.DROP_TABLE, null, null, units);
            table.drop();
            units.describe(table);
        }
    }

    private void lost(Effect.Lost lost, QueryEvent query, BinlogPosition place) {
        for (CapturedTable table : List.copyOf(tables.all())) {
            boolean meant = lost.table() == null
                    ? mentions(query, table.id())
                    : table.id().equals(lost.table());
            if (meant) {
                lost(table, lost.reason() + ", at " + place);
            }
        }
        if (lost.table() != null) {
            ifCaptured(lost.table(), table -> lost(table, lost.reason() + ", at " + place));
        }
    }

    private void lost(CapturedTable table, String reason) {
        if (table.load() != null) {
            table.load().altered();
        }
        table.lose(reason);
        // A table whose load has not begun must not look like one that came with the stream.
        if (table.load() == null || table.load().startMillis() != 0) {
            units.state(SchemaState.without(table.id(), reason));
        }
    }

    private void rowsUnseen(Effect.RowsUnseen unseen, QueryEvent query, BinlogPosition place) {
        for (CapturedTable table : tables.all()) {
            boolean meant = unseen.table() == null
                    ? mentions(query, table.id())
                    : table.id().equals(unseen.table());
            if (meant) {
                throw new CrosscurrentException(
                        "source.rows_unseen",
                        "Rows of %s changed at %s without being in the log: %s."
                                .formatted(table.id(), place, unseen.what()),
                        "Reload the task. SET GLOBAL binlog_format = ROW, and see that no session sets another format.");
            }
        }
    }

    /** A statement that was not understood may concern every table it names. */
    private static boolean mentions(QueryEvent query, TableId id) {
        return query.text().toLowerCase(Locale.ROOT).contains(id.name().toLowerCase(Locale.ROOT));
    }
}
