/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.protocol.MySqlConnection.ResultColumn;
import io.crosscurrent.mysql.protocol.MySqlConnection.RowHandler;
import io.crosscurrent.mysql.protocol.MySqlException;
import io.crosscurrent.mysql.schema.MySqlColumn;
import io.crosscurrent.mysql.schema.MySqlTable;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads several small tables of the same columns with one statement, a UNION ALL: a statement of its own costs the server, and
 * this side, as much as opening and reading such a table. The first column of the result says which table a row is of. One
 * thread, used once.
 */
final class JointRead implements RowHandler {
    private static final Logger LOG = LoggerFactory.getLogger(JointRead.class);
    /** Of the result's first column; no table with a column of this name is read so. */
    private static final String PART = "crosscurrent table";
    /** While one table is locked, the statement keeps those who would alter the others waiting. */
    private static final int PATIENCE_SECONDS = 2;

    private static final String PATIENT = "SET SESSION lock_wait_timeout = DEFAULT";
    /** Of the NULL bitmap, as {@link BinaryRowDecoder} describes it. */
    private static final int FIRST_NULL_BIT = 2;
    /** The protocol's number of the character set that is none. */
    private static final int BYTES = 63;

    private final List<RangeRead> reads;
    private final long mostBytes;
    /** Where the number of the table stands in a row. */
    private int numberAt;

    private CrosscurrentException refusal;
    private long bytes;

    /** What became of it. */
    enum Outcome {
        READ,
        /** Nothing was read: each table has to be asked for by itself, which also tells the reason. */
        REFUSED,
        /** At least one is larger than it seemed; the connection is of no use then. */
        TOO_LARGE
    }

    /**
     * @param reads of tables with equal columns for which it is {@link #possible}, at most 65,535
     * @param mostBytes encoded bytes at which the read is given up
     */
    JointRead(List<RangeRead> reads, long mostBytes) {
        this.reads = reads;
        this.mostBytes = mostBytes;
    }

    /**
     * Whether the rows of the table can stand in one result with those of tables that have equal columns: its values must not be
     * changed by that. An ENUM would become text, a FLOAT could be rounded; what is not here was not tried.
     */
    static boolean possible(MySqlTable table) {
        return table.table().indexOf(PART) < 0 && table.columns().stream().allMatch(JointRead::unchanged);
    }

    private static boolean unchanged(MySqlColumn column) {
        return switch (column.type()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, DECIMAL, DOUBLE, YEAR -> true;
            case DATE, TIME, DATETIME, TIMESTAMP -> true;
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> isUtf8(column) || ofOneByte(column);
            case BINARY, VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB -> true;
            case FLOAT, BIT, ENUM, SET, JSON, GEOMETRY -> false;
        };
    }

    private static boolean isUtf8(MySqlColumn column) {
        return switch (column.charset()) {
            case "utf8mb4", "utf8mb3" -> true;
            default -> false;
        };
    }

    private static boolean ofOneByte(MySqlColumn column) {
        return switch (column.charset()) {
            case "latin1", "ascii" -> true;
            default -> false;
        };
    }

    /**
     * What stands for the column in the statement. Text in UTF-8 goes as bytes: in a result of its own it comes as it is stored, in a
     * union it would end where it is not well formed, and collations would have to agree.
     */
    static String handedOn(MySqlColumn column, String name) {
        return isUtf8(column) ? "CAST(" + name + " AS BINARY) AS " + name : name;
    }

    Outcome read(MySqlConnection connection) throws InterruptedException {
        RangeSql.Statement select =
                RangeSql.joint(reads.stream().map(RangeRead::table).toList(), PART);
        try {
            connection.execute("SET SESSION lock_wait_timeout = " + PATIENCE_SECONDS);
            connection.stream(select.text(), select.parameters(), this);
            connection.execute(PATIENT);
        } catch (MySqlException e) {
            // Collations that do not mix, a table that is gone, or locked.
            refusal = e;
            connection.execute(PATIENT);
        } catch (RangeRead.TooLarge e) {
            return Outcome.TOO_LARGE;
        }
        if (refusal != null) {
            LOG.debug("{} tables are read one by one: {}", reads.size(), refusal.getMessage());
            return Outcome.REFUSED;
        }
        return Outcome.READ;
    }

    @Override
    public void columns(List<ResultColumn> columns) {
        numberAt = 1 + (columns.size() + FIRST_NULL_BIT + 7 >> 3) + 1;
        try {
            reads.forEach(read -> read.columns(columns));
            checkNumber(columns.get(0));
            checkDeclared(reads.get(0).table(), columns.subList(1, columns.size()));
        } catch (CrosscurrentException e) {
            // Thrown from here it would end the connection.
            refusal = e;
        }
    }

    /** Two bytes, as they stand in the statement. */
    private static void checkNumber(ResultColumn number) {
        if (number.charset() != BYTES || number.length() != 2) {
            throw new CrosscurrentException(
                    "source.protocol",
                    "The server gives a constant of two bytes as type %d of length %d."
                            .formatted(number.type(), number.length()),
                    "The tables are read one by one.");
        }
    }

    /** When one of the tables has just been altered, its values may have turned those of the others into its own type. */
    private static void checkDeclared(MySqlTable table, List<ResultColumn> columns) {
        for (int i = 0; i < columns.size(); i++) {
            MySqlColumn declared = table.columns().get(i);
            ResultColumn result = columns.get(i);
            if (!asDeclared(declared, result)) {
                throw new CrosscurrentException(
                        "source.schema_changed",
                        "%s.%s is %s here, but in one result with other tables it has another type."
                                .formatted(table.id(), declared.name(), declared.type()),
                        "The tables are read one by one.");
            }
        }
    }

    private static boolean asDeclared(MySqlColumn declared, ResultColumn result) {
        return switch (declared.type()) {
            case DECIMAL -> result.decimals() == declared.scale();
            case BINARY -> result.charset() == BYTES && result.length() == declared.length();
            case VARBINARY, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB -> result.charset() == BYTES;
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT -> isUtf8(declared) == (result.charset() == BYTES);
            default -> true;
        };
    }

    @Override
    public void row(byte[] buffer, int offset, int length) {
        if (refusal != null) {
            bytes += length;
        } else {
            int at = offset + numberAt;
            RangeRead read = reads.get((buffer[at] & 0xFF) << 8 | buffer[at + 1] & 0xFF);
            bytes -= read.bytes();
            read.row(buffer, offset, length);
            bytes += read.bytes();
        }
        if (bytes > mostBytes) {
            throw new RangeRead.TooLarge();
        }
    }
}
