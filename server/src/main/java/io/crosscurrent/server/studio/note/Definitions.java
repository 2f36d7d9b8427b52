/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.note;

import io.crosscurrent.server.studio.note.Statements.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tables that SQL defines, read from its text alone: for what has not been run yet. */
public final class Definitions {
    private static final Pattern TABLE = Pattern.compile(
            "(?is)^CREATE\\s+(?:OR\\s+REPLACE\\s+)?(?:TEMPORARY\\s+)?TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?([\\w.`-]+)\\s*\\(");
    private static final Pattern COLUMN = Pattern.compile("(?s)^(`[^`]+`|\\w+)\\s*(.*)$");
    private static final Pattern NO_COLUMN = Pattern.compile(
            "(?is)^(PRIMARY\\s+KEY|WATERMARK\\s+FOR|CONSTRAINT\\s|UNIQUE\\s*\\(|PERIOD\\s+FOR|LIKE\\s).*");
    private static final Pattern AFTER_TYPE =
            Pattern.compile("(?is)\\s*\\b(NOT\\s+NULL|NULL|METADATA|COMMENT|PRIMARY\\s+KEY|CONSTRAINT|VIRTUAL)\\b.*");

    private Definitions() {}

    /** A table or view. @param name as written, without backticks */
    public record Table(String name, List<TableColumn> columns) {}

    /** @param type as written, "" for one that is computed */
    public record TableColumn(String name, String type, boolean key) {}

    /** Tables whose columns stand in the text; what cannot be read is left out. */
    public static List<Table> of(String text) {
        List<Table> tables = new ArrayList<>();
        for (Statement statement : Statements.of(text).statements()) {
            Matcher table = TABLE.matcher(statement.sql());
            if (table.find()) {
                tables.add(new Table(table.group(1).replace("`", ""), columns(statement.sql(), table.end())));
            }
        }
        return tables;
    }

    private static List<TableColumn> columns(String sql, int from) {
        List<TableColumn> columns = new ArrayList<>();
        for (String piece : pieces(sql, from)) {
            Matcher column = COLUMN.matcher(piece);
            if (!NO_COLUMN.matcher(piece).matches() && column.matches()) {
                String rest = column.group(2);
                String type = rest.toUpperCase(java.util.Locale.ROOT).startsWith("AS ")
                        ? ""
                        : AFTER_TYPE.matcher(rest).replaceFirst("").strip();
                columns.add(new TableColumn(column.group(1).replace("`", ""), type, false));
            }
        }
        return columns;
    }

    /** What stands between commas up to the bracket that closes, without comments. */
    private static List<String> pieces(String sql, int from) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int depth = 0;
        for (int at = from; at < sql.length(); at++) {
            char c = sql.charAt(at);
            int end = aside(sql, at);
            if (end > at) {
                piece.append(c == '\'' || c == '`' ? sql.substring(at, end) : " ");
                at = end - 1;
                continue;
            }
            if (c == ')' && depth-- == 0 || c == ',' && depth == 0) {
                pieces.add(piece.toString().strip());
                piece.setLength(0);
                if (c == ')') {
                    return pieces;
                }
                continue;
            }
            depth += c == '(' || c == '<' ? 1 : c == '>' ? -1 : 0;
            piece.append(c);
        }
        pieces.add(piece.toString().strip());
        return pieces;
    }

    /** Where a text in quotes or a comment ends that begins here; {@code at} when none does. */
    private static int aside(String sql, int at) {
        String close = sql.startsWith("--", at)
                ? "\n"
                : sql.startsWith("/*", at) ? "*/" : "'`".indexOf(sql.charAt(at)) >= 0 ? sql.substring(at, at + 1) : "";
        if (close.isEmpty()) {
            return at;
        }
        int end = sql.indexOf(close, at + close.length());
        return end < 0 ? sql.length() : end + close.length();
    }
}
