/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.cloudwatch;

import io.crosscurrent.server.aws.ApiException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Samples taken together by periods that begin at whole multiples of their length. */
final class Buckets {
    private Buckets() {}

    /** @param periodSeconds 1 or more; @return samples by the beginning of their period */
    static Map<Long, List<Sample>> of(List<Sample> samples, int periodSeconds) {
        if (periodSeconds < 1) {
            throw new ApiException(
                    "InvalidParameterValue", "Period must be at least 1 second, not " + periodSeconds + ".");
        }
        long period = periodSeconds * 1000L;
        return samples.stream()
                .collect(Collectors.groupingBy(
                        sample -> sample.atMillis() / period * period, TreeMap::new, Collectors.toList()));
    }

    /** Percentiles of samples that are several values together are those of their averages. */
    static double statistic(String name, List<Sample> samples) {
        Sample all = Sample.together(0, samples);
        return switch (name) {
            case "Average" -> all.average();
            case "Sum" -> all.sum();
            case "Minimum" -> all.least();
            case "Maximum" -> all.most();
            case "SampleCount" -> all.count();
            default -> percentile(name, samples, all.count());
        };
    }

    private static double percentile(String name, List<Sample> samples, long count) {
        if (!name.matches("p\\d{1,2}(\\.\\d+)?|p100")) {
            throw new ApiException(
                    "InvalidParameterValue",
                    "The statistic " + name
                            + " is not one of Average, Sum, Minimum, Maximum, SampleCount, p0 to p100.");
        }
        long wanted = Math.round(Double.parseDouble(name.substring(1)) / 100 * (count - 1));
        List<Sample> sorted = samples.stream()
                .sorted(Comparator.comparingDouble(Sample::average))
                .toList();
        long seen = 0;
        for (Sample sample : sorted) {
            seen += sample.count();
            if (seen > wanted) {
                return sample.average();
            }
        }
        return sorted.get(sorted.size() - 1).average();
    }
}
