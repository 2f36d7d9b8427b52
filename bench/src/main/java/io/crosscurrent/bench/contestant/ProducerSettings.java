/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.contestant;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The settings of Kafka's producer that everybody gets. */
public final class ProducerSettings {
    /** Names as Kafka has them. */
    public static final Map<String, String> ALL = Map.copyOf(new TreeMap<>(Map.of(
            "acks", "all",
            "compression.type", "lz4",
            "batch.size", "262144",
            "linger.ms", "5")));

    private ProducerSettings() {}

    /** As lines of a properties file, each name behind a prefix. */
    static String lines(String prefix) {
        return new TreeMap<>(ALL)
                .entrySet().stream()
                        .map(setting -> prefix + setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining("\n"));
    }
}
