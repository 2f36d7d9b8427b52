/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.protocol.MySqlException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The current end of a server's log. What a snapshot taken before shows, stands before it. */
public final class LogEnd {
    private static final int SYNTAX_ERROR = 1064;
    private static final int UNKNOWN_VARIABLE = 1193;

    private LogEnd() {}

    /** @throws CrosscurrentException {@code source.binlog_disabled} when the server writes no log */
    public static BinlogPosition read(MySqlConnection connection) {
        Map<String, String> server = server(connection);
        List<Map<String, String>> rows = status(connection);
        if (rows.isEmpty()) {
            throw new CrosscurrentException(
                    "source.binlog_disabled",
                    "The server writes no binary log.",
                    "Start it with log_bin, binlog_format=ROW and binlog_row_image=FULL.");
        }
        Map<String, String> row = rows.get(0);
        String gtidSet = "ON".equals(server.get("m"))
                ? row.getOrDefault("Executed_Gtid_Set", "").replaceAll("\\s", "")
                : null;
        return new BinlogPosition(server.get("u"), row.get("File"), Long.parseLong(row.get("Position")), gtidSet);
    }

    /**
     * Only the place, at half the cost.
     *
     * @param serverUuid of the connection's server
     */
    static BinlogPosition place(MySqlConnection connection, String serverUuid) {
        Map<String, String> row = status(connection).get(0);
        return new BinlogPosition(serverUuid, row.get("File"), Long.parseLong(row.get("Position")), null);
    }

    /** The sizes of all files, in bytes, by their names. Costs the server a look at each file. */
    public static Map<String, Long> files(MySqlConnection connection) {
        Map<String, Long> sizes = new HashMap<>();
        connection
                .query("SHOW BINARY LOGS")
                .forEach(row -> sizes.put(row.get("Log_name"), Long.parseLong(row.get("File_size"))));
        return sizes;
    }

    /** Who the server is, and whether its GTIDs are of MySQL's kind. */
    private static Map<String, String> server(MySqlConnection connection) {
        try {
            return connection
                    .query("SELECT @@server_uuid AS u, @@gtid_mode AS m")
                    .get(0);
        } catch (MySqlException e) {
            if (e.errorNumber() != UNKNOWN_VARIABLE) {
                throw e;
            }
            // MariaDB has neither; its own GTIDs are not read, so a position is a place in the files of this very
            // server.
            return connection
                    .query("SELECT CONCAT(@@server_id, '@', @@hostname) AS u")
                    .get(0);
        }
    }

    private static List<Map<String, String>> status(MySqlConnection connection) {
        try {
            return connection.query("SHOW MASTER STATUS");
        } catch (MySqlException e) {
            if (e.errorNumber() != SYNTAX_ERROR) {
                throw e;
            }
            // From 8.4 on under another name only.
            return connection.query("SHOW BINARY LOG STATUS");
        }
    }
}
