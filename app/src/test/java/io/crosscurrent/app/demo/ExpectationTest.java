/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectationTest {
    private static final String BEFORE = "2026-11-24T21:00:00.000000Z";
    private static final String NOW = "2026-11-24T22:00:00.000000Z";

    @Test
    void rowsMustBeThoseOfTheSourceInTheColumnsBothHave() {
        List<Map<String, String>> source = List.of(sourceRow("10101", null));

        assertThat(Expectation.equalTo(source, "")).accepts(Map.of("10101", row(null, "load", BEFORE)));
        assertThat(Expectation.equalTo(source, ""))
                .rejects(
                        Map.of(),
                        Map.of("10101", row("other", "load", BEFORE)),
                        Map.of("10101", row(null, "delete", NOW)));
    }

    @Test
    void anOrderOfTheStoryMustHaveBeenRestoredSinceItBegan() {
        List<Map<String, String>> source = List.of(sourceRow("10100", null));

        assertThat(Expectation.equalTo(source, NOW))
                .accepts(Map.of("10100", row(null, "update", NOW)))
                .rejects(Map.of("10100", row(null, "load", BEFORE)));
    }

    @Test
    void aDeletedOrderIsGoneOrMarked() {
        Map<String, Map<String, String>> rows = new HashMap<>();
        List.of("10100", "10101", "10103").forEach(order -> rows.put(order, row(null, "load", NOW)));
        assertThat(Expectation.deleted()).accepts(rows);

        rows.put("10102", row(null, "load", NOW));
        assertThat(Expectation.deleted()).rejects(rows);

        rows.put("10102", row(null, "delete", NOW));
        assertThat(Expectation.deleted()).accepts(rows);
    }

    private static Map<String, String> sourceRow(String number, String comments) {
        Map<String, String> row = new HashMap<>(Map.of("orderNumber", number, "orderDate", "2003-01-06"));
        row.put("comments", comments);
        return row;
    }

    private static Map<String, String> row(String comments, String operation, String changedAt) {
        Map<String, String> row = new HashMap<>(Map.of("operation", operation, "changed_at", changedAt));
        row.put("comments", comments);
        return row;
    }
}
