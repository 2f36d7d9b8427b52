/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Tells statements that open and close transactions from all others, without reading more of the event than needed. */
final class Brackets {
    private static final byte[] BEGIN = "BEGIN".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 1024;

    private String name = "";

    /** What a query event is. */
    enum Kind {
        BEGIN,
        COMMIT,
        ROLLBACK,
        SAVEPOINT,
        ROLLBACK_TO,
        XA_BEGIN,
        XA_END,
        XA_COMMIT,
        XA_ROLLBACK,
        NONE
    }

    Kind read(EventHeader event) {
        byte[] b = event.buffer;
        int databaseLength = b[event.bodyStart + 8] & 0xff;
        int statusLength = Octets.le2(b, event.bodyStart + 11);
        int start = event.bodyStart + QueryEvent.POST_HEADER + statusLength + databaseLength + 1;
        int length = event.bodyEnd - start;
        if (length == BEGIN.length && java.util.Arrays.equals(b, start, event.bodyEnd, BEGIN, 0, BEGIN.length)) {
            return Kind.BEGIN;
        }
        int first = length > 0 ? b[start] & 0xdf : 0;
        if (length > LONGEST || first != 'B' && first != 'C' && first != 'R' && first != 'S' && first != 'X') {
            return Kind.NONE;
        }
        return kind(new String(b, start, length, StandardCharsets.UTF_8).strip());
    }

    /** Savepoint or xid of the last bracket read. */
    String name() {
        return name;
    }

    /** The server writes these statements itself, in these spellings. */
    private Kind kind(String text) {
        String upper = text.toUpperCase(java.util.Locale.ROOT);
        switch (upper) {
            case "BEGIN", "START TRANSACTION":
                return Kind.BEGIN;
            case "COMMIT":
                return Kind.COMMIT;
            case "ROLLBACK":
                return Kind.ROLLBACK;
            default:
        }
        if (begins(text, upper, "SAVEPOINT ")) {
            return Kind.SAVEPOINT;
        }
        if (begins(text, upper, "ROLLBACK TO SAVEPOINT ") || begins(text, upper, "ROLLBACK TO ")) {
            return Kind.ROLLBACK_TO;
        }
        if (begins(text, upper, "XA START ") || begins(text, upper, "XA BEGIN ")) {
            return Kind.XA_BEGIN;
        }
        if (begins(text, upper, "XA END ")) {
            return Kind.XA_END;
        }
        if (begins(text, upper, "XA COMMIT ")) {
            return Kind.XA_COMMIT;
        }
        return begins(text, upper, "XA ROLLBACK ") ? Kind.XA_ROLLBACK : Kind.NONE;
    }

    private boolean begins(String text, String upper, String words) {
        if (!upper.startsWith(words)) {
            return false;
        }
        name = text.substring(words.length()).strip();
        return true;
    }

    /** The spelling of the server in {@code XA START} and the like: {@code X'6162',X'',1}. */
    static String xid(byte[] global, byte[] branch, long formatId) {
        HexFormat hex = HexFormat.of();
        return "X'" + hex.formatHex(global) + "',X'" + hex.formatHex(branch) + "'," + formatId;
    }
}
