/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.table.TableId;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Totals of some tables at one moment, stored as one word: so every unit has them at the cost of one state. Immutable. */
final class TableTotals {
    private final String[] names;
    /** {@value TableCounts#NUMBERS} of each. */
    private final long[] numbers;

    private TableTotals(String[] names, long[] numbers) {
        this.names = names;
        this.numbers = numbers;
    }

    static TableTotals of(Collection<CapturedTable> tables) {
        String[] names = new String[tables.size()];
        long[] numbers = new long[tables.size() * TableCounts.NUMBERS];
        int next = 0;
        for (CapturedTable table : tables) {
            names[next] = table.encodedName();
            table.counts().numbers(numbers, next++ * TableCounts.NUMBERS);
        }
        return new TableTotals(names, numbers);
    }

    /** "" without tables. */
    String text() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
            out.append(i == 0 ? "" : ";").append(names[i]);
            for (int number = 0; number < TableCounts.NUMBERS; number++) {
                out.append(number == 0 ? '=' : ',').append(numbers[i * TableCounts.NUMBERS + number]);
            }
        }
        return out.toString();
    }

    static String encoded(TableId id) {
        return URLEncoder.encode(id.schema(), StandardCharsets.UTF_8) + "/"
                + URLEncoder.encode(id.name(), StandardCharsets.UTF_8);
    }

    static TableId decoded(String text) {
        int slash = text.indexOf('/');
        return new TableId(
                URLDecoder.decode(text.substring(0, slash), StandardCharsets.UTF_8),
                URLDecoder.decode(text.substring(slash + 1), StandardCharsets.UTF_8));
    }

    /** Totals by table. */
    static Map<TableId, String> read(Map<String, Object> streamState) {
        Map<TableId, String> totals = new HashMap<>();
        if (streamState != null && streamState.get("counts") instanceof String text) {
            for (String entry : text.split(";")) {
                int equals = entry.indexOf('=');
                totals.put(decoded(entry.substring(0, equals)), entry.substring(equals + 1));
            }
        }
        return totals;
    }
}
