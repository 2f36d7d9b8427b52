/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.note;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts the text of a cell into statements at semicolons outside quotes, comments and statement sets. Pieces of comments
 * only are left out.
 */
public final class Statements {
    private static final Pattern BARE_SET = Pattern.compile("(?is)^BEGIN\\s+STATEMENT\\s+SET\\s*;");
    private static final Pattern COMMENT = Pattern.compile("(?s)--[^\\n]*|/\\*.*?\\*/");
    private static final Pattern SET =
            Pattern.compile("(?is)^(EXECUTE\\s+STATEMENT\\s+SET\\s+BEGIN\\b|BEGIN\\s+STATEMENT\\s+SET\\b).*");

    private static final Pattern ASIDE = Pattern.compile("(?s)'(?:[^']|'')*'|--[^\\n]*|/\\*.*?\\*/");
    private static final Pattern CREATED = Pattern.compile(
            "(?is)^(?:CREATE(?:\\s+OR\\s+REPLACE)?|REPLACE)\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?((?:`[^`]+`|[\\w-]+)(?:\\s*\\.\\s*(?:`[^`]+`|[\\w-]+))*)");
    private static final Pattern FILLED = Pattern.compile(
            "(?is)^(?:CREATE(?:\\s+OR\\s+REPLACE)?|REPLACE)\\s+TABLE\\b.*?\\bAS\\b\\s*(\\(*\\s*(?:SELECT|WITH|VALUES)\\b)");
    private static final Pattern COMPILED = Pattern.compile("(?is)^COMPILE\\s+AND\\s+EXECUTE\\b");

    private final String text;
    private final List<Statement> found = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private int at;

    private Statements(String text) {
        this.text = text;
    }

    /**
     * One statement.
     *
     * @param start offset of its first character that is not blank and not in a comment
     * @param sql exactly as written from there, without the semicolon
     */
    public record Statement(String sql, int start, int line, int column) {
        /** So indented that places in Flink's messages are places in the cell. */
        public String placed() {
            return "\n".repeat(line - 1) + " ".repeat(column - 1) + executable();
        }

        /** Flink would take a bare BEGIN as the state of the session, which a failure leaves behind. */
        private String executable() {
            return BARE_SET.matcher(sql).replaceFirst("EXECUTE STATEMENT SET BEGIN");
        }

        /** Its first word, upper case. */
        public String verb() {
            int end = 0;
            while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
                end++;
            }
            return sql.substring(0, end).toUpperCase(Locale.ROOT);
        }

        /** Whether the session is another one after it: what must be run again in a new session. */
        public boolean defines() {
            return switch (verb()) {
                case "CREATE", "REPLACE", "DROP", "ALTER", "USE", "SET", "RESET", "LOAD", "UNLOAD", "ADD", "REMOVE" ->
                    true;
                default -> false;
            };
        }

        public boolean query() {
            return switch (verb()) {
                case "SELECT", "WITH", "VALUES" -> true;
                default -> sql.startsWith("(");
            };
        }

        /** Whether its words say that it starts a job that goes on by itself. */
        public boolean job() {
            return switch (verb()) {
                case "INSERT", "EXECUTE", "BEGIN" -> true;
                case "CREATE", "REPLACE" -> FILLED.matcher(bare()).find();
                case "COMPILE" -> COMPILED.matcher(bare()).find();
                default -> false;
            };
        }

        /** The table that it creates, as written; empty when it creates none. */
        public Optional<String> created() {
            Matcher name = CREATED.matcher(bare());
            return name.find() ? Optional.of(name.group(1)) : Optional.empty();
        }

        /** What fills the table that it creates, as a statement of its own; empty when nothing does. */
        public Optional<String> refill() {
            Matcher filled = FILLED.matcher(bare());
            return filled.find()
                    ? created().map(table -> "INSERT INTO " + table + "\n" + sql.substring(filled.start(1)))
                    : Optional.empty();
        }

        /** As long as it is, with blanks for comments and for what is in single quotes. */
        private String bare() {
            return ASIDE.matcher(sql)
                    .replaceAll(aside -> " ".repeat(aside.group().length()));
        }
    }

    /** Something that is wrong whatever Flink thinks of it; line and column from 1. */
    public record Problem(int line, int column, String message) {}

    /** @param statements in order; @param problems quotes and comments that do not end */
    public record Split(List<Statement> statements, List<Problem> problems) {}

    public static Split of(String text) {
        Statements splitter = new Statements(text);
        splitter.cut();
        return new Split(List.copyOf(splitter.found), List.copyOf(splitter.problems));
    }

    private void cut() {
        while (at < text.length()) {
            int start = skipToSql();
            if (start >= text.length()) {
                return;
            }
            int end = end(start);
            String sql = text.substring(start, end).stripTrailing();
            if (!sql.isEmpty()) {
                found.add(new Statement(sql, start, line(start), column(start)));
            }
            at = end + 1;
        }
    }

    private int skipToSql() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == ';') {
                at++;
            } else if (!skipComment()) {
                break;
            }
        }
        return at;
    }

    /** Where the statement ends: at its semicolon, or at the end of the text. */
    private int end(int start) {
        at = start;
        int member = start;
        boolean set = SET.matcher(text.substring(start)).matches();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'' || c == '`' || c == '"') {
                skipQuoted(c);
            } else if (skipComment()) {
                continue;
            } else if (c == ';' && (!set || endsSet(member))) {
                return at;
            } else if (c == ';') {
                member = ++at;
            } else {
                at++;
            }
        }
        return text.length();
    }

    /** END stands alone between two semicolons; that of a CASE does not. */
    private boolean endsSet(int member) {
        return COMMENT.matcher(text.substring(member, at))
                .replaceAll(" ")
                .strip()
                .equalsIgnoreCase("END");
    }

    private boolean skipComment() {
        if (text.startsWith("--", at)) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
            return true;
        }
        if (text.startsWith("/*", at) && !text.startsWith("/*+", at)) {
            int end = text.indexOf("*/", at + 2);
            if (end < 0) {
                problems.add(new Problem(line(at), column(at), "This comment has no end: */ is missing."));
            }
            at = end < 0 ? text.length() : end + 2;
            return true;
        }
        return false;
    }

    private void skipQuoted(char quote) {
        int start = at++;
        while (at < text.length()) {
            if (text.charAt(at) == quote) {
                if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                    at++;
                } else {
                    at++;
                    return;
                }
            }
            at++;
        }
        problems.add(new Problem(line(start), column(start), "This " + quote + " has no other one that closes it."));
    }

    private int line(int offset) {
        return 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    private int column(int offset) {
        return offset - text.lastIndexOf('\n', offset - 1);
    }
}
