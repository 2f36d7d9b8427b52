/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.encoding.ControlEncoder;
import io.crosscurrent.core.encoding.ControlEncoder.ControlOperation;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.binlog.QueryEvent;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.schema.AlterAction;
import io.crosscurrent.mysql.schema.MySqlTable;
import io.crosscurrent.mysql.schema.SchemaChange;
import io.crosscurrent.mysql.schema.SchemaHistory;
import io.crosscurrent.mysql.schema.SchemaHistory.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
    private final Renamings renamings;
    private OpenLoads open;

    /** @param loads whether the task loads what tables held before */
    SchemaChanges(TableBook tables, UnitWriter units, ControlEncoder control, boolean loads) {
        this.tables = tables;
        this.history = tables.history();
        this.units = units;
        this.control = control;
        this.renamings = new Renamings(tables, units, control, loads, this::dropped);
    }

    /** Before the first statement. */
    void loads(OpenLoads underWay) {
        open = underWay;
        renamings.loads(underWay);
    }

    void apply(QueryEvent query, BinlogPosition place) {
        SchemaChange change = history.parse(query.text(), query.database(), query.sqlMode());
        // Statements about tables happen whole or not at all, but DML that failed may have changed rows.
        if (query.errorCode() != 0 && !(change instanceof SchemaChange.RowsChanged)) {
            return;
        }
        tables.recall(history.concerned(change));
        String database = history.concernedDatabase(change);
        if (!database.isEmpty()) {
            tables.recall(database);
        }
        List<Effect.Renamed> renamed = new ArrayList<>();
        for (Effect effect : history.apply(change)) {
            if (effect instanceof Effect.Renamed step) {
                renamed.add(step);
            } else {
                apply(effect, query, place);
            }
        }
        renamings.apply(renamed, place);
        open.settled();
    }

    private void apply(Effect effect, QueryEvent query, BinlogPosition place) {
        if (effect instanceof Effect.Created created) {
            created(created.after(), created.certain(), place);
        } else if (effect instanceof Effect.Altered altered) {
            altered(altered);
        } else if (effect instanceof Effect.Dropped dropped) {
            dropped(dropped.table());
        } else if (effect instanceof Effect.Truncated truncated) {
            ifCaptured(truncated.table(), this::truncated);
        } else if (effect instanceof Effect.RowsUnseen unseen) {
            rowsUnseen(unseen, query, place);
        } else if (effect instanceof Effect.StatementFormat statement) {
            statementFormat(statement.tables(), query, place);
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

    private void created(MySqlTable after, boolean certain, BinlogPosition place) {
        CapturedTable table = tables.find(after.id());
        // A captured table that is there is known, unless its columns were lost.
        boolean known =
                certain || table != null && !(table.stale() && !table.lost().isEmpty());
        if (!known) {
            history.forget(after.id()::equals);
            if (table == null) {
                tables.unfollow(after.id());
            }
        } else if (table == null) {
            tables.follow(after);
            tables.empty(after.id(), true);
        } else {
            LOG.info("{} was created at {}", after.id(), place);
            tables.appeared(table, after, "");
        }
    }

    private void altered(Effect.Altered altered) {
        CapturedTable table = tables.find(altered.table());
        if (table == null) {
            tables.follow(altered.after());
            return;
        }
        boolean renames = altered.change().actions().stream()
                .anyMatch(action -> action instanceof AlterAction.RenameColumn
                        || action instanceof AlterAction.ChangeColumn change
                                && !change.name().equals(change.column().name()));
        tables.altered(table, altered.after(), renames, "");
    }

    private void truncated(CapturedTable table) {
        if (table.load() != null) {
            table.load().altered();
        }
        if (table.plan() != null) {
            tables.count(table);
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
            open.end(table.load());
        }
        if (table.plan() != null && !table.dropped()) {
            tables.count(table);
            control.table(table.plan(), ControlOperation.DROP_TABLE, null, null, units);
            table.drop();
            units.describe(table);
        }
    }

    private void lost(Effect.Lost lost, QueryEvent query, BinlogPosition place) {
        if (lost.table() == null) {
            List<TableId> followed = history.tables().stream()
                    .map(MySqlTable::id)
                    .filter(id -> mentions(query, id))
                    .toList();
            followed.stream().filter(id -> tables.find(id) == null).forEach(tables::unfollow);
            history.forget(followed::contains);
            for (CapturedTable table : tables.captured(id -> mentions(query, id))) {
                tables.lost(table, lost.reason() + ", at " + place);
            }
        }
        if (lost.table() != null) {
            ifCaptured(lost.table(), table -> tables.lost(table, lost.reason() + ", at " + place));
        }
    }

    private void rowsUnseen(Effect.RowsUnseen unseen, QueryEvent query, BinlogPosition place) {
        tables.empty(unseen.table(), false);
        CapturedTable named = unseen.table() == null ? null : tables.find(unseen.table());
        List<CapturedTable> meant = unseen.table() == null
                ? tables.captured(id -> mentions(query, id))
                : named == null ? List.of() : List.of(named);
        for (CapturedTable table : meant) {
            if (table.load() != null && !table.load().anyDelivered()) {
                // All rows are still to be read: consumers begin with none.
                truncated(table);
                continue;
            }
            throw new CrosscurrentException(
                    "source.rows_unseen",
                    "Rows of %s changed at %s without being in the log: %s."
                            .formatted(table.id(), place, unseen.what()),
                    "Reload the table.");
        }
    }

    /** By a trigger, a stored function or a view it may have reached every captured table, whatever table it names. */
    private void statementFormat(List<TableId> named, QueryEvent query, BinlogPosition place) {
        tables.empty(null, false);
        List<CapturedTable> reached = new ArrayList<>();
        for (CapturedTable table : tables.captured(id -> true)) {
            boolean delivered = table.load() == null || table.load().anyDelivered();
            if (delivered && !table.dropped()) {
                reached.add(table);
            }
        }
        if (reached.isEmpty()) {
            // All rows are still to be read: consumers begin with none.
            tables.captured(id -> true).forEach(this::truncated);
            return;
        }
        List<TableId> told = new ArrayList<>(named);
        reached.stream()
                .map(CapturedTable::id)
                .filter(id -> named.isEmpty() && mentions(query, id))
                .forEach(told::add);
        String names = told.stream().map(TableId::toString).collect(Collectors.joining(", "));
        throw new CrosscurrentException(
                "source.rows_unseen",
                "A statement in statement format%s changed rows at %s without being in the log row by row: by triggers, functions"
                                .formatted(names.isEmpty() ? "" : " on " + names, place)
                        + " and views it can have changed any captured table.",
                "Reload the task. SET GLOBAL binlog_format = ROW, and see that no session sets another format.");
    }

    /** A statement that was not understood may concern every table it names. */
    private static boolean mentions(QueryEvent query, TableId id) {
        return query.text().toLowerCase(Locale.ROOT).contains(id.name().toLowerCase(Locale.ROOT));
    }
}
