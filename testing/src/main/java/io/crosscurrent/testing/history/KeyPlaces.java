/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

import io.crosscurrent.testing.history.SeenRow.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In which partition of a topic the records of each row and of each message key stand: each in one. */
final class KeyPlaces {
    private final Map<String, Integer> partitions = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final List<Anomaly> found = new ArrayList<>();

    /** @param key of the message, or null for none */
    void add(SeenRow seen, byte[] key) {
        Place place = seen.place();
        one("row " + seen.row(), place);
        if (key != null) {
            // one character for each byte
            one("message key " + new String(key, StandardCharsets.ISO_8859_1), place);
        }
    }

    private void one(String what, Place place) {
        Integer before = partitions.putIfAbsent(place.topic() + " " + what, place.partition());
        if (before != null && before != place.partition() && told.add(what)) {
            found.add(new Anomaly(
                    Anomaly.Kind.SEVERAL_PARTITIONS, what, "is in partition " + before + " and at " + place));
        }
    }

    List<Anomaly> anomalies() {
        return List.copyOf(found);
    }
}
