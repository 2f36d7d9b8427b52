/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.table.TableId;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Totals of some tables as one word, so that every unit can store them at the cost of one state. */
final class TableTotals {
    private TableTotals() {}

    static String text(Collection<CapturedTable> tables) {
        StringBuilder out = new StringBuilder();
        for (CapturedTable table : tables) {
            out.append(out.length() == 0 ? "" : ";").append(table.encodedName()).append('=');
            table.counts().text(out);
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
