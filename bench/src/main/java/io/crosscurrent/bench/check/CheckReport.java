/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.check;

import io.crosscurrent.testing.history.Anomaly;
import io.crosscurrent.testing.history.Anomaly.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was found where, as Markdown: a column for each kind of anomaly that any product showed. */
final class CheckReport {
    private static final int LONGEST = 400;

    private final List<String> products = new ArrayList<>();
    private final List<CheckOutcome> outcomes = new ArrayList<>();

    void product(String description) {
        products.add(description);
    }

    void add(CheckOutcome outcome) {
        outcomes.add(outcome);
    }

    String markdown() {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        outcomes.forEach(outcome -> kinds.addAll(outcome.counts().keySet()));
        StringBuilder text = new StringBuilder("Checked: " + String.join("; ", products) + ".\n\n");
        text.append("| product | seed | kills | transactions | changes | rows read | ");
        kinds.forEach(kind -> text.append(kind).append(" | "));
        text.append("task |\n|---|---|---|---|---|---|")
                .append("---|".repeat(kinds.size() + 1))
                .append('\n');
        for (CheckOutcome outcome : outcomes) {
            text.append("| %s | %d | %d | %,d | %,d | %,d | "
                    .formatted(
                            outcome.product(),
                            outcome.seed(),
                            outcome.kills(),
                            outcome.transactions(),
                            outcome.changes(),
                            outcome.events()));
            Map<Kind, Long> counts = outcome.counts();
            kinds.forEach(kind -> text.append("%,d | ".formatted(counts.getOrDefault(kind, 0L))));
            text.append(outcome.failure().isEmpty() ? "runs" : "failed: " + shown(outcome.failure()))
                    .append(" |\n");
        }
        samples(text);
        return text.toString();
    }

    /** One anomaly of each kind and product, so that a reader can judge it. */
    private void samples(StringBuilder text) {
        Map<Kind, Set<String>> told = new EnumMap<>(Kind.class);
        for (CheckOutcome outcome : outcomes) {
            for (Anomaly anomaly : outcome.anomalies()) {
                if (told.computeIfAbsent(anomaly.kind(), kind -> new java.util.HashSet<>())
                        .add(outcome.product())) {
                    text.append("\n- ")
                            .append(outcome.product())
                            .append(", seed ")
                            .append(outcome.seed())
                            .append(": `")
                            .append(shown(anomaly.toString()))
                            .append("`");
                }
            }
        }
        text.append('\n');
    }

    private static String shown(String text) {
        String line = text.replaceAll("[\\p{Cntrl}|`]", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
