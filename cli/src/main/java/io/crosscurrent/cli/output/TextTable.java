/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns as wide as their contents. Numbers stand at the right. Not for several threads. */
public final class TextTable {
    private static final String GAP = "  ";
    private static final int WIDEST = 60;

    private final List<String> headers;
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(List<String> headers) {
        this.headers = List.copyOf(headers);
    }

    public TextTable(String... headers) {
        this(List.of(headers));
    }

    /** Values are printed by {@code toString}; null as an empty cell. */
    public TextTable row(Object... values) {
        List<String> cells = new ArrayList<>();
        for (Object value : values) {
            cells.add(cell(value));
        }
        return cells(cells);
    }

    public TextTable cells(List<String> cells) {
        rows.add(cells.stream().map(TextTable::cell).toList());
        return this;
    }

    /** Header and rows, without trailing blanks. */
    public List<String> lines(Style style) {
        int[] widths = widths();
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(line(headers, widths, false)));
        for (List<String> row : rows) {
            lines.add(line(row, widths, true));
        }
        return lines;
    }

    /** One line as the table prints it; for output that goes on, with widths chosen beforehand. */
    static String line(List<String> cells, int[] widths, boolean alignNumbers) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = shortened(cells.get(i));
            String padding = " ".repeat(Math.max(0, widths[i] - cell.length()));
            boolean right = alignNumbers && !cell.isEmpty() && cell.chars().allMatch(c -> c >= '0' && c <= '9');
            line.append(i == 0 ? "" : GAP).append(right ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    static String shortened(String cell) {
        return cell.length() <= WIDEST ? cell : cell.substring(0, WIDEST - 1) + "…";
    }

    private int[] widths() {
        int[] widths = new int[headers.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = headers.get(i).length();
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], shortened(row.get(i)).length());
            }
        }
        return widths;
    }

    static String cell(Object value) {
        return value == null
                ? ""
                : value.toString().replace("\r\n", "⏎").replace('\n', '⏎').replace('\r', '⏎');
    }
}
