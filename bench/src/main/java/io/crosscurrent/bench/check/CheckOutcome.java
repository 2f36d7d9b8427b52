/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.check;

import io.crosscurrent.testing.history.Anomaly;
import io.crosscurrent.testing.history.Anomaly.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was found in the topics of one run.
 *
 * @param product label
 * @param transactions that were committed
 * @param changes that were committed
 * @param events rows that a reader found in the topics
 * @param failure what the task ended with, or empty
 */
record CheckOutcome(
        String product,
        long seed,
        int kills,
        int transactions,
        long changes,
        long events,
        String failure,
        List<Anomaly> anomalies) {
    CheckOutcome {
        anomalies = List.copyOf(anomalies);
    }

    /** How many rows or transactions each kind of anomaly concerns. */
    Map<Kind, Long> counts() {
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        anomalies.forEach(anomaly -> counts.merge(anomaly.kind(), 1L, Long::sum));
        return counts;
    }

    boolean clean() {
        return anomalies.isEmpty() && failure.isEmpty();
    }
}
