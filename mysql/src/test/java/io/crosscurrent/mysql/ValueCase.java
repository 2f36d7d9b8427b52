/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A case file: SQL in, messages out. Its sections begin with a line of their own:
 *
 * <ul>
 *   <li>{@code -- given}: statements that create tables and their rows
 *   <li>{@code -- then rows}: one line a row, in the order of the inserts: {@code "key" {data}}, as load and stream write it
 *   <li>{@code -- when}: statements that change the rows
 *   <li>{@code -- then changes}: one line a message, in order: {@code operation "key" {data}}
 * </ul>
 *
 * <p>{@code -- since 8.0.30} in front of them names the first version of MySQL that understands the SQL. A statement ends with a semicolon at the end of a line. Other lines that begin with {@code --} are remarks. Where a file has
 * several tables, the lines of a table follow {@code -- in <table>}.
 *
 * @param since patch number of the first MySQL 8.0 that can run it
 * @param rows expected of each table
 * @param changes expected of each table
 */
record ValueCase(
        String name,
        int since,
        List<String> given,
        Map<String, List<String>> rows,
        List<String> when,
        Map<String, List<String>> changes) {
    private static final Pattern TABLE = Pattern.compile(
            "(?is)\\s*create table `?([^\\s`(]+)`?.*"); // the first table is the one that lines are about

    /** All files of a directory of test resources, by name. */
    static List<ValueCase> all(String directory) {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources", directory))) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .map(ValueCase::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ValueCase read(Path file) {
        String name = file.getFileName().toString().replace(".sql", "");
        List<String> given = new ArrayList<>();
        List<String> when = new ArrayList<>();
        Map<String, List<String>> rows = new LinkedHashMap<>();
        Map<String, List<String>> changes = new LinkedHashMap<>();
        String section = "";
        int since = 0;
        String table = null;
        StringBuilder statement = new StringBuilder();
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("-- given") || line.startsWith("-- when") || line.startsWith("-- then ")) {
                    section = line.substring(3).strip();
                    table = null;
                } else if (line.startsWith("-- since 8.0.")) {
                    since = Integer.parseInt(line.substring(13).strip());
                } else if (line.startsWith("-- in ")) {
                    table = line.substring(6).strip();
                } else if (line.isBlank() || line.startsWith("--")) {
                    continue;
                } else if (section.startsWith("then")) {
                    table = table == null ? onlyTable(name, given) : table;
                    (section.equals("then rows") ? rows : changes)
                            .computeIfAbsent(table, t -> new ArrayList<>())
                            .add(line);
                } else {
                    statement.append(line).append('\n');
                    if (line.endsWith(";")) {
                        statement.setLength(statement.length() - 2);
                        (section.equals("given") ? given : when).add(statement.toString());
                        statement.setLength(0);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (statement.length() > 0 || rows.isEmpty()) {
            throw new IllegalStateException(file + " has an open statement, or expects no rows: " + statement);
        }
        return new ValueCase(name, since, given, rows, when, changes);
    }

    private static String onlyTable(String file, List<String> given) {
        Set<String> tables = tables(given);
        if (tables.size() != 1) {
            throw new IllegalStateException(file + " has the tables " + tables + ": say -- in <table>");
        }
        return tables.iterator().next();
    }

    /** Tables that the case creates. */
    Set<String> tables() {
        return tables(given);
    }

    private static Set<String> tables(List<String> statements) {
        Set<String> tables = new LinkedHashSet<>();
        for (String sql : statements) {
            Matcher create = TABLE.matcher(sql);
            if (create.matches()) {
                tables.add(create.group(1));
            }
        }
        return tables;
    }
}
