/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import io.crosscurrent.core.source.SourceSettings;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes every session the same, whatever the server's globals say. */
final class SessionSetup {
    private static final Logger LOG = LoggerFactory.getLogger(SessionSetup.class);

    /**
     * ALLOW_INVALID_DATES lets stored dates such as 2020-02-31 serve as bounds of key ranges; PAD_CHAR_TO_FULL_LENGTH,
     * ANSI_QUOTES and NO_BACKSLASH_ESCAPES are off by not being named. What only newer servers know stands in version
     * comments.
     */
    private static final List<String> STATEMENTS = List.of(
            "SET NAMES utf8mb4",
            "SET SESSION time_zone = '+00:00', sql_mode = 'ALLOW_INVALID_DATES,NO_ENGINE_SUBSTITUTION', autocommit = 1,"
                    + " wait_timeout = 86400, net_write_timeout = 86400, net_read_timeout = 86400,"
                    + " group_concat_max_len = 16777216, sql_select_limit = 18446744073709551615, sql_safe_updates = 0,"
                    + " sql_big_selects = 1, sql_quote_show_create = 1, lc_time_names = 'en_US'"
                    + " /*!50708 , max_execution_time = 0 */"
                    + " /*!80030 , show_gipk_in_create_table_and_information_schema = ON */");

    private SessionSetup() {}

    static void run(MySqlConnection connection, SourceSettings settings) {
        int index = 0;
        for (String statement : statements(settings.options().getOrDefault("AfterConnectScript", ""))) {
            index++;
            try {
                connection.execute(statement);
            } catch (MySqlException e) {
                // The script may hold secrets: neither it nor the server's message, which quotes it, is logged.
                LOG.warn(
                        "{}: statement {} of AfterConnectScript failed with error {}",
                        settings,
                        index,
                        e.errorNumber());
            }
        }
        STATEMENTS.forEach(connection::execute);
    }

    /** Splits at semicolons outside of quotes. */
    static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < script.length(); i++) {
            char c = script.charAt(i);
            if (quote != 0) {
                if (c == '\\' && quote != '`' && i + 1 < script.length()) {
                    statement.append(c);
                    c = script.charAt(++i);
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == ';') {
                add(statements, statement);
                continue;
            }
            statement.append(c);
        }
        add(statements, statement);
        return statements;
    }

    private static void add(List<String> statements, StringBuilder statement) {
        if (!statement.toString().isBlank()) {
            statements.add(statement.toString().trim());
        }
        statement.setLength(0);
    }
}
