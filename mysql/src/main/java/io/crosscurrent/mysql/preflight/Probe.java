/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.protocol.MySqlException;
import java.util.List;
import java.util.Map;

/** Finds out what a login may do by trying it, so that roles and patterns count. */
final class Probe {
    private static final int SYNTAX_ERROR = 1064;

    private Probe() {}

    /** Whether the login may run the statement. */
    static boolean answers(MySqlConnection connection, String sql) {
        return either(connection, sql, null) != null;
    }

    /** The newer spelling, else the older. @return null when the login may not */
    static List<Map<String, String>> either(MySqlConnection connection, String newer, String older) {
        try {
            return connection.query(newer);
        } catch (MySqlException e) {
            if (e.errorNumber() == SYNTAX_ERROR && older != null) {
                return either(connection, older, null);
            }
            if (e.code().equals("source.privilege_missing")) {
                return null;
            }
            throw e;
        }
    }
}
