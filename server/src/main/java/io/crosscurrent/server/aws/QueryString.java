/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A raw query string, split into decoded pairs in the order of the wire. */
record QueryString(List<Pair> pairs) {
    record Pair(String name, String value) {}

    static QueryString parse(String raw) {
        List<Pair> pairs = new ArrayList<>();
        for (String part : raw.split("&")) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                String value = equals < 0 ? "" : part.substring(equals + 1);
                pairs.add(new Pair(PercentCoding.decode(name), PercentCoding.decode(value)));
            }
        }
        return new QueryString(List.copyOf(pairs));
    }

    /** The first value of the parameter, or "". */
    String value(String name) {
        return pairs.stream()
                .filter(pair -> pair.name().equals(name))
                .map(Pair::value)
                .findFirst()
                .orElse("");
    }

    /** Sorted and encoded once more, without {@code except}: the canonical query of Signature Version 4. */
    String canonical(String except) {
        return pairs.stream()
                .filter(pair -> !pair.name().equals(except))
                .map(pair ->
                        new Pair(PercentCoding.encode(pair.name(), false), PercentCoding.encode(pair.value(), false)))
                .sorted(Comparator.comparing(Pair::name).thenComparing(Pair::value))
                .map(pair -> pair.name() + "=" + pair.value())
                .collect(Collectors.joining("&"));
    }
}
