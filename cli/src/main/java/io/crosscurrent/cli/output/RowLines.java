/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.output;

import java.util.List;

/** A table that goes on: widths are chosen from the first rows, later rows may stick out. Null prints as NULL. */
public final class RowLines {
    private static final int NARROWEST = 4;
    private final List<String> header;
    private final int[] widths;

    public RowLines(List<String> header, List<List<String>> firstRows) {
        this.header = List.copyOf(header);
        widths = new int[header.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(i == 0 ? 2 : NARROWEST, header.get(i).length());
            for (List<String> row : firstRows) {
                widths[i] = Math.max(
                        widths[i], TextTable.shortened(cell(row.get(i))).length());
            }
        }
    }

    public String header(Style style) {
        return style.bold(TextTable.line(header, widths, false));
    }

    public String row(List<String> values) {
        return TextTable.line(values.stream().map(RowLines::cell).toList(), widths, true);
    }

    private static String cell(String value) {
        return value == null ? "NULL" : TextTable.cell(value);
    }
}
