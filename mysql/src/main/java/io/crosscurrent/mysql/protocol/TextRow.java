/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import io.crosscurrent.mysql.protocol.MySqlConnection.ResultColumn;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A row of a text result by column label: its values in an array and its labels shared with the other rows, because a catalogue
 * has very many rows of a few columns. Of columns with the same label the last one counts. Immutable.
 */
final class TextRow extends AbstractMap<String, String> {
    private final List<ResultColumn> columns;
    private final String[] values;

    TextRow(List<ResultColumn> columns, String[] values) {
        this.columns = columns;
        this.values = values;
    }

    private int place(Object label) {
        for (int i = values.length - 1; i >= 0; i--) {
            if (columns.get(i).name().equals(label)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String get(Object label) {
        int place = place(label);
        return place < 0 ? null : values[place];
    }

    @Override
    public boolean containsKey(Object label) {
        return place(label) >= 0;
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        Map<String, String> entries = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            entries.put(columns.get(i).name(), values[i]);
        }
        return Collections.unmodifiableMap(entries).entrySet();
    }
}
