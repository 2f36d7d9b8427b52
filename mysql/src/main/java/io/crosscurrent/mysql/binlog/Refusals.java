/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.row.Operation;
import io.crosscurrent.mysql.schema.MySqlTable;
import java.util.Locale;

/** The events that stop a reader, each with its reason and remedy. */
final class Refusals {
    private Refusals() {}

    static CrosscurrentException unknown(int type, LogPosition position) {
        return new CrosscurrentException(
                "source.unsupported_event",
                "The change stream has an event of the unknown type %d at %s.".formatted(type, position),
                "Crosscurrent reads MySQL 8.0 and 8.4; report this if the source is one of them.");
    }

    static CrosscurrentException tagged(LogPosition position) {
        return new CrosscurrentException(
                "source.gtid_tags",
                "The transaction at " + position + " has a tagged GTID, which Crosscurrent does not read.",
                "Let the applications set gtid_next without a tag, then reload the task.");
    }

    /** Layout: number 2, length 1, message. */
    static CrosscurrentException incident(PackedCursor in, LogPosition position) {
        long number = in.le(2);
        String message = in.hasMore() ? in.utf8(in.int8()) : "";
        return new CrosscurrentException(
                "source.incident",
                "The source says at %s that changes are missing from its log: incident %d %s"
                        .formatted(position, number, message)
                        .strip(),
                "Reload the task: what is missing cannot be read from the log.");
    }

    /** An image lacks a column that the message must have. */
    static CrosscurrentException partialRowImage(
            Operation operation, MySqlTable table, int column, LogPosition position) {
        return new CrosscurrentException(
                "source.partial_row_image",
                "The %s of a row of %s at %s came without its column %s: the session that wrote it did not use binlog_row_image=FULL."
                        .formatted(
                                operation.name().toLowerCase(Locale.ROOT),
                                table.id(),
                                position,
                                table.columns().get(column).name()),
                "SET GLOBAL binlog_row_image=FULL, see that no session sets another value, and reload the table.");
    }

    /** Differences came, but the document they belong to did not. */
    static CrosscurrentException partialJson(MySqlTable table, int column, LogPosition position) {
        return new CrosscurrentException(
                "source.partial_json",
                "An update of %s at %s carries only the differences of its document %s, without the document they belong to."
                        .formatted(
                                table.id(),
                                position,
                                table.columns().get(column).name()),
                "SET GLOBAL binlog_row_image=FULL and binlog_row_value_options='', see that no session sets others, and"
                        + " reload the table.");
    }

    static CrosscurrentException unfitDifferences(MySqlTable table, LogPosition position, JsonDifferences.Unfit e) {
        return new CrosscurrentException(
                "source.corrupt_event",
                "An update of %s at %s changes a JSON document where it has nothing such: %s."
                        .formatted(table.id(), position, e.getMessage()),
                "SET GLOBAL binlog_row_value_options='' on the source, reload the table, and report this.",
                e);
    }

    static CrosscurrentException loadData(LogPosition position) {
        return new CrosscurrentException(
                "source.statement_format",
                "LOAD DATA was logged as a statement at " + position + ": the log does not have its rows.",
                "SET GLOBAL binlog_format=ROW on the source, see that no session sets another, and reload the table.");
    }

    static CrosscurrentException rowsWithoutMap(long number, LogPosition position) {
        return new CrosscurrentException(
                "source.corrupt_event",
                "Rows at " + position + " are for the table number " + number + ", which was not described before.",
                "Start from the beginning of a transaction: its first event is a GTID event or BEGIN.");
    }
}
