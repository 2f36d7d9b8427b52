/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.encoding.ControlEncoder;
import io.crosscurrent.core.encoding.ControlEncoder.ControlOperation;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.binlog.QueryEvent;
import io.crosscurrent.mysql.position.BinlogPosition;
import java.util.List;
import java.util.function.Consumer;

/**
 * Applies statements in the log to the captured tables. The new columns of an altered table come from the log's next table map,
 * where the server writes full row metadata; where it does not, rows that follow stop the task. Belongs to the stream.
 */
final class SchemaChanges {
    private final TableBook tables;
    private final UnitWriter units;
    private final ControlEncoder control;
    private Consumer<TableId> droppedDuringLoad = id -> {};

    SchemaChanges(TableBook tables, UnitWriter units, ControlEncoder control) {
        this.tables = tables;
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
        for (TableStatement.Effect effect : TableStatement.effects(query)) {
            switch (effect.kind()) {
                case CREATED -> ifCaptured(effect.table(), this::createdInLog);
                case ALTERED -> ifCaptured(effect.table(), this::altered);
                case DROPPED -> ifCaptured(effect.table(), this::dropped);
                case TRUNCATED -> ifCaptured(effect.table(), this::truncated);
                case RENAMED -> {
                    ifCaptured(effect.table(), this::dropped);
                    ifCaptured(effect.other(), this::createdInLog);
                }
                case DATABASE_DROPPED -> {
                    for (CapturedTable table : List.copyOf(tables.all())) {
                        if (table.id().schema().equals(effect.table().schema())) {
                            dropped(table);
                        }
                    }
                }
                case ROWS_CHANGED -> ifCaptured(effect.table(), table -> refuse(table, place));
            }
        }
    }

    private void ifCaptured(TableId id, Consumer<CapturedTable> action) {
        CapturedTable table = id.name().isEmpty() ? null : tables.find(id);
        if (table != null) {
            action.accept(table);
        }
    }

    private void createdInLog(CapturedTable table) {
        if (table.load() != null) {
            table.load().altered();
        } else {
            table.expectVersion();
        }
    }

    private void altered(CapturedTable table) {
        table.counts().addDdl();
        units.touched(table);
        if (table.load() != null) {
            table.load().altered();
        }
        table.expectVersion();
    }

    private void truncated(CapturedTable table) {
        if (table.plan() == null) {
            return;
        }
        table.counts().addDdl();
        units.touched(table);
        if (table.load() != null) {
            table.load().altered();
        }
        // The only way to say in this format that all rows are gone.
        control.table(table.plan(), ControlOperation.DROP_TABLE, null, null, units);
        control.table(table.plan(), ControlOperation.CREATE_TABLE, null, null, units);
    }

    private void dropped(CapturedTable table) {
        if (table.plan() != null && !table.dropped()) {
            table.counts().addDdl();
            units.touched(table);
            control.table(table.plan(), ControlOperation.DROP_TABLE, null, null, units);
            table.drop();
            units.describe(table);
        }
        if (table.load() != null) {
            table.load().dropped();
            droppedDuringLoad.accept(table.id());
        }
    }

    private static void refuse(CapturedTable table, BinlogPosition place) {
        throw new CrosscurrentException(
                "source.statement_format",
                "%s was changed by a statement in the log at %s, not by rows.".formatted(table.id(), place),
                "SET GLOBAL binlog_format = ROW, see that no session sets another format, and reload the task.");
    }
}
