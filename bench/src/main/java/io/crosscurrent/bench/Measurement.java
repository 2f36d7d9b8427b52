/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import java.util.List;

/**
 * One run of one contestant. What a workload does not measure is 0.
 *
 * @param count what was in the topic
 * @param rate rows a second from the order to the last committed record
 * @param secondHalfRate the same for the second half of the records; NaN when it came in one transaction
 * @param firstSeconds from the order to the first committed record
 * @param cpuSecondsAMillion processor seconds of its process, from the order on, per million rows
 * @param secondHalfCpuSecondsAMillion the same for the second half
 * @param peakBytes most memory its process held
 * @param receivedBytesARow what MySQL sent, per row
 * @param latenciesMs ascending, milliseconds
 */
record Measurement(
        String contestant,
        TopicCount count,
        double rate,
        double secondHalfRate,
        double firstSeconds,
        double cpuSecondsAMillion,
        double secondHalfCpuSecondsAMillion,
        long peakBytes,
        double receivedBytesARow,
        List<Double> latenciesMs) {

    /** The latency that this share of the records does not exceed; NaN without any. */
    double latency(double share) {
        if (latenciesMs.isEmpty()) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * latenciesMs.size()) - 1;
        return latenciesMs.get(Math.max(0, rank));
    }
}
