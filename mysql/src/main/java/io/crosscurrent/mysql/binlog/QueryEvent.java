/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.mysql.schema.Collations;

/**
 * QUERY_EVENT: a statement in the log that is not a mere transaction bracket: DDL, account statements, and DML when the
 * session's {@code binlog_format} is not ROW.
 *
 * @param database default database of the session, "" when it had none
 * @param text the statement, converted from the client character set
 * @param sqlMode bits of the session's sql_mode; the parser needs ANSI_QUOTES and NO_BACKSLASH_ESCAPES
 * @param serverCollation collation id of {@code collation_server} of the session, 0 when not recorded
 * @param errorCode error the statement ended with at the source, 0 for none
 */
public record QueryEvent(String database, String text, long sqlMode, int serverCollation, int errorCode) {
    static final int POST_HEADER = 13;
    private static final int STATUS_FLAGS2 = 0;
    private static final int STATUS_SQL_MODE = 1;
    private static final int STATUS_CATALOG = 2;
    private static final int STATUS_AUTO_INCREMENT = 3;
    private static final int STATUS_CHARSET = 4;
    private static final int STATUS_TIME_ZONE = 5;
    private static final int STATUS_CATALOG_NZ = 6;

    /**
     * Layout, little endian: thread id 4, seconds 4, database length 1, error code 2, status length 2; status variables;
     * database and a zero byte; statement, to the end.
     */
    static QueryEvent read(PackedCursor in) {
        in.skip(8);
        int databaseLength = in.int8();
        int errorCode = (int) in.le(2);
        int statusLength = (int) in.le(2);
        int statusEnd = in.at + statusLength;
        long sqlMode = 0;
        int client = 0;
        int server = 0;
        boolean known = true;
        while (known && in.at < statusEnd) {
            switch (in.int8()) {
                case STATUS_FLAGS2, STATUS_AUTO_INCREMENT -> in.skip(4);
                case STATUS_SQL_MODE -> sqlMode = in.le(8);
                case STATUS_CHARSET -> {
                    client = (int) in.le(2);
                    in.skip(2);
                    server = (int) in.le(2);
                }
                case STATUS_CATALOG -> in.skip(in.int8() + 1);
                case STATUS_TIME_ZONE, STATUS_CATALOG_NZ -> in.skip(in.int8());
                // Variables are written in the order of their codes: what comes now is of no use here.
                default -> known = false;
            }
        }
        in.at = statusEnd;
        String database = in.utf8(databaseLength);
        in.skip(1);
        String text = client == 0
                ? in.utf8(in.remaining())
                : Collations.charset(client).toText(in.buffer, in.at, in.remaining());
        return new QueryEvent(database, text, sqlMode, server, errorCode);
    }
}
