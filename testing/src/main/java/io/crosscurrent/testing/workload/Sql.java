/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.workload;

import io.crosscurrent.testing.shape.Mark;
import io.crosscurrent.testing.shape.TableShape.Column;
import java.util.Random;

/** Parts of statements about rows, with random values. */
final class Sql {
    private Sql() {}

    /** {@code insert into t (columns) values}, without the rows. */
    static String insertInto(WorkTable table) {
        StringBuilder sql = new StringBuilder(
                "into " + table.sql() + " (" + String.join(", ", table.key().columns()) + ", version, mark");
        table.shape().columns().forEach(column -> sql.append(", ").append(WorkTable.quoted(column)));
        return sql.append(") values ").toString();
    }

    /** One row of an insert, in brackets. */
    static String row(WorkTable table, long number, long version, Random random) {
        StringBuilder sql =
                new StringBuilder("(" + table.key().values(number) + ", " + version + ", '" + Mark.of(version) + "'");
        for (Column column : table.shape().columns()) {
            sql.append(", ").append(column.kind().literal(random));
        }
        return sql.append(')').toString();
    }

    /** Assignments of a version and of some columns. @param alias of the table with its dot, or empty */
    static String assignments(WorkTable table, String alias, long version, Random random) {
        StringBuilder sql =
                new StringBuilder(alias + "version = " + version + ", " + alias + "mark = '" + Mark.of(version) + "'");
        for (Column column : table.shape().columns()) {
            if (random.nextInt(3) == 0) {
                sql.append(", ")
                        .append(alias)
                        .append(WorkTable.quoted(column))
                        .append(" = ")
                        .append(column.kind().literal(random));
            }
        }
        return sql.toString();
    }

    /** Assignments that give a row its version by its number, counted from the lowest one. */
    static String versionsByNumber(String numberColumn, long lowest, long base, long step) {
        return "version = %d + (%s - %d) * %d, mark = %s".formatted(base, numberColumn, lowest, step, Mark.SQL);
    }
}
