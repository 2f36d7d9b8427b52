/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.sql;

import java.util.ArrayList;
import java.util.List;

/** Splits a script at semicolons outside of quotes and comments. */
public final class SqlScript {
    private SqlScript() {}

    /** The statements without their semicolons; empty ones are left out. */
    public static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        int start = 0;
        int i = 0;
        while (i < script.length()) {
            char c = script.charAt(i);
            if (c == '\'' || c == '"' || c == '`') {
                i = after(script, String.valueOf(c), i + 1);
            } else if (script.startsWith("--", i)) {
                i = after(script, "\n", i);
            } else if (script.startsWith("/*", i)) {
                i = after(script, "*/", i + 2);
            } else {
                i++;
                if (c == ';') {
                    add(statements, script.substring(start, i - 1));
                    start = i;
                }
            }
        }
        add(statements, script.substring(start));
        return statements;
    }

    private static int after(String script, String end, int from) {
        int at = script.indexOf(end, from);
        return at < 0 ? script.length() : at + end.length();
    }

    private static void add(List<String> statements, String statement) {
        if (!statement.isBlank()) {
            statements.add(statement.strip());
        }
    }
}
