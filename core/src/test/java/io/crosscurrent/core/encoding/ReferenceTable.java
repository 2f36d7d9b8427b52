/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of {@code docs/reference/table-mappings.md}, so that tests run what it says. */
final class ReferenceTable {
    private static final Path DOCUMENT = Path.of("..", "docs", "reference", "table-mappings.md");

    private ReferenceTable() {}

    /** Its rows, without back-ticks around whole cells. @param head how its first line begins */
    static List<Row> rows(String head) {
        List<Row> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : lines()) {
            boolean begins = line.startsWith("| " + head + " |");
            inside = begins || inside && line.startsWith("|");
            if (inside && !begins && !line.startsWith("| ---")) {
                rows.add(new Row(cells(line)));
            }
        }
        if (rows.isEmpty()) {
            throw new AssertionError("table-mappings.md has no table with the head " + head);
        }
        return rows;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(DOCUMENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("(?<!\\\\)\\|"))
                .map(cell -> cell.trim().replace("\\|", "|"))
                .map(cell -> cell.matches("`[^`]*`") ? cell.substring(1, cell.length() - 1) : cell)
                .toList();
    }

    /** Cells of one line; one that is not there is empty. */
    record Row(List<String> cells) {
        String get(int index) {
            return index < cells.size() ? cells.get(index) : "";
        }

        @Override
        public String toString() {
            return get(0);
        }
    }
}
