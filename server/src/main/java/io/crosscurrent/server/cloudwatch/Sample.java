/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.cloudwatch;

import java.util.Collection;

/**
 * One value, or what several come to.
 *
 * @param atMillis epoch milliseconds; of several, the beginning of their period
 * @param count of values, at least 1
 */
record Sample(long atMillis, double sum, double least, double most, long count) {
    static Sample of(long atMillis, double value) {
        return new Sample(atMillis, value, value, value, 1);
    }

    /** @param samples at least one */
    static Sample together(long atMillis, Collection<Sample> samples) {
        return new Sample(
                atMillis,
                samples.stream().mapToDouble(Sample::sum).sum(),
                samples.stream().mapToDouble(Sample::least).min().orElseThrow(),
                samples.stream().mapToDouble(Sample::most).max().orElseThrow(),
                samples.stream().mapToLong(Sample::count).sum());
    }

    double average() {
        return sum / count;
    }
}
