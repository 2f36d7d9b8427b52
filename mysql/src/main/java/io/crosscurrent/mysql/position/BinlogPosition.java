/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.position;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.Map;
import java.util.Objects;

/**
 * A place between two transactions of one server's log: everything before it was read.
 *
 * @param serverUuid {@code @@server_uuid} of the server whose files are meant; "" when not known
 * @param file log file, for example {@code mysql-bin.000003}; "" when only the GTID set is known
 * @param offset bytes from the start of the file; 4 is the first event
 * @param gtidSet executed transactions in MySQL's text form, or null when the server has no GTIDs
 */
public record BinlogPosition(String serverUuid, String file, long offset, String gtidSet)
        implements Comparable<BinlogPosition> {
    private static final String CHECKPOINT = "checkpoint:V1#";

    public BinlogPosition {
        Objects.requireNonNull(serverUuid);
        Objects.requireNonNull(file);
    }

    /**
     * Reads what a person gave as start: {@code file:offset}, a recovery checkpoint, a stream position, or a GTID set.
     *
     * @throws CrosscurrentException {@code source.position_invalid}
     */
    public static BinlogPosition parse(String text) {
        String given = text.strip();
        if (given.startsWith(CHECKPOINT)) {
            String[] parts = given.split("#");
            if (parts.length < 3) {
                throw invalid(text, null);
            }
            given = parts[2];
        }
        String[] fields = given.split(":");
        try {
            if (fields.length == 7 && fields[0].indexOf('.') > 0) {
                return ofStreamPosition(fields);
            }
            if (fields.length == 2 && fields[0].indexOf('.') > 0) {
                return new BinlogPosition("", fields[0], offset(fields[1], text), null);
            }
        } catch (NumberFormatException e) {
            throw invalid(text, e);
        }
        if (given.length() > 36 && given.charAt(8) == '-') {
            return new BinlogPosition("", "", 0, GtidSet.parse(given).text());
        }
        throw invalid(text, null);
    }

    private static BinlogPosition ofStreamPosition(String[] fields) {
        if (Long.parseLong(fields[2]) < 0) {
            return new BinlogPosition("", fields[0], Long.parseLong(fields[3]), null);
        }
        // Inside a transaction: begin with it again, at its first event where the id tells, else where the text says.
        long transaction = Long.parseLong(fields[4]);
        long restart = Long.parseLong(fields[6]);
        long first = transaction & 0xffff_ffffL;
        boolean known = transaction >>> 32 == fileNumber(fields[5]) && first >= 4 && first <= restart;
        return new BinlogPosition("", fields[5], known ? first : restart, null);
    }

    private static long offset(String digits, String text) {
        long offset = Long.parseLong(digits);
        if (offset < 0) {
            throw invalid(text, null);
        }
        return Math.max(4, offset);
    }

    private static CrosscurrentException invalid(String text, Exception cause) {
        return new CrosscurrentException(
                "source.position_invalid",
                "\"" + text + "\" is not a position of a MySQL log.",
                "Give file:offset (mysql-bin.000003:420), a recovery checkpoint (checkpoint:V1#…) or a GTID set.",
                cause);
    }

    /** The number in a log file's name, 3 for {@code mysql-bin.000003}; 0 when it has none. */
    public static long fileNumber(String file) {
        int dot = file.lastIndexOf('.');
        if (dot < 0 || dot + 1 == file.length()) {
            return 0;
        }
        long number = 0;
        for (int i = dot + 1; i < file.length(); i++) {
            char digit = file.charAt(i);
            if (digit < '0' || digit > '9') {
                return 0;
            }
            number = number * 10 + (digit - '0');
        }
        return number;
    }

    /** The DMS transaction id of a transaction whose first event stands here. */
    public static long transactionId(String file, long offset) {
        return fileNumber(file) << 32 | offset;
    }

    /** DMS stream position of a row: where its event begins and ends, and where its transaction does. */
    public static String streamPosition(
            String file, long start, long row, long end, String transactionFile, long transactionOffset, long restart) {
        return file + ":" + start + ":" + row + ":" + end + ":" + transactionId(transactionFile, transactionOffset)
                + ":" + transactionFile + ":" + restart;
    }

    /** DMS recovery checkpoint of this place. */
    public String checkpoint(long transactionId) {
        return CHECKPOINT + "0#" + file + ":" + offset + ":-1:" + offset + ":" + transactionId + ":" + file + ":"
                + offset + "#0#0#*#0#0";
    }

    /** By file number and offset; only meaningful on one server. */
    @Override
    public int compareTo(BinlogPosition other) {
        int byFile = Long.compare(fileNumber(file), fileNumber(other.file));
        return byFile != 0 ? byFile : Long.compare(offset, other.offset);
    }

    /** Adds this place to a state map, which {@link #of} reads. */
    public void into(Map<String, Object> values) {
        values.put("server", serverUuid);
        values.put("file", file);
        values.put("offset", offset);
        if (gtidSet != null) {
            values.put("gtidSet", gtidSet);
        }
    }

    public static BinlogPosition of(Map<String, Object> values) {
        return new BinlogPosition(
                (String) values.get("server"),
                (String) values.get("file"),
                ((Number) values.get("offset")).longValue(),
                (String) values.get("gtidSet"));
    }

    /** {@code mysql-bin.000003:420}, or the GTID set when no file is known. */
    @Override
    public String toString() {
        return file.isEmpty() ? String.valueOf(gtidSet) : file + ":" + offset;
    }
}
