/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import java.util.EnumMap;
import java.util.Map;

/**
 * What one turn gave: a line of the results file.
 *
 * @param name contestant, variant or limit
 * @param run from 1 on
 * @param size of the workload, in its unit
 * @param commit of our sources
 * @param at instant of its end, ISO 8601
 * @param figures those that were measured
 * @param failure why there are none; empty when all went well
 */
record Result(
        Workload work,
        String name,
        int run,
        long size,
        String commit,
        String at,
        Map<Figure, Double> figures,
        String failure) {
    Result {
        figures = figures.isEmpty() ? Map.of() : new EnumMap<>(figures);
    }

    boolean failed() {
        return !failure.isEmpty();
    }

    /** NaN when it was not measured. */
    double figure(Figure figure) {
        return figures.getOrDefault(figure, Double.NaN);
    }
}
