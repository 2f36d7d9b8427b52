/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.cloudwatch;

import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.cloudwatch.Samples.Sample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Samples taken together by periods that begin at whole multiples of their length. */
final class Buckets {
    private Buckets() {}

    /** @param periodSeconds 1 or more; @return values by the beginning of their period */
    static Map<Long, List<Double>> of(List<Sample> samples, int periodSeconds) {
        if (periodSeconds < 1) {
            throw new ApiException(
                    "InvalidParameterValue", "Period must be at least 1 second, not " + periodSeconds + ".");
        }
        long period = periodSeconds * 1000L;
        return samples.stream()
                .collect(Collectors.groupingBy(
                        sample -> sample.atMillis() / period * period,
                        TreeMap::new,
                        Collectors.mapping(Sample::value, Collectors.toList())));
    }

    static double statistic(String name, List<Double> values) {
        return switch (name) {
            case "Average" ->
                values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
            case "Sum" -> values.stream().mapToDouble(Double::doubleValue).sum();
            case "Minimum" ->
                values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
            case "Maximum" ->
                values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
            case "SampleCount" -> values.size();
            default -> percentile(name, values);
        };
    }

    private static double percentile(String name, List<Double> values) {
        if (!name.matches("p\\d{1,2}(\\.\\d+)?|p100")) {
            throw new ApiException(
                    "InvalidParameterValue",
                    "The statistic " + name
                            + " is not one of Average, Sum, Minimum, Maximum, SampleCount, p0 to p100.");
        }
        List<Double> sorted = values.stream().sorted().toList();
        double share = Double.parseDouble(name.substring(1)) / 100;
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1))));
    }
}
