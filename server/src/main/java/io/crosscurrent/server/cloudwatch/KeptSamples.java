/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Samples in the store. A row holds all metrics of a task or application for a while, so that writing costs little. Used by many threads. */
final class KeptSamples {
    static final int FINE_SECONDS = 10;
    static final int COARSE_SECONDS = 300;

    private final Store store;

    KeptSamples(Store store) {
        this.store = store;
    }

    /** Samples by metric, oldest first. */
    record Row(Measured of, Map<String, List<Sample>> samples) {}

    /** Replaces what was kept of it for that moment. */
    void put(int stepSeconds, long atMillis, Row row) {
        ObjectNode text = PojoCodec.object();
        row.samples().forEach((metric, samples) -> {
            ArrayNode all = text.putArray(metric);
            samples.forEach(sample -> write(sample, all.addArray()));
        });
        store.together(() -> {
            store.rows()
                    .change(
                            "delete from measure where task_id = ? and step_seconds = ? and at_millis = ?",
                            row.of().id(),
                            stepSeconds,
                            atMillis);
            return store.rows()
                    .change(
                            "insert into measure (task_id, step_seconds, at_millis, instance, samples) values (?, ?,"
                                    + " ?, ?, ?)",
                            row.of().id(),
                            stepSeconds,
                            atMillis,
                            row.of().instance(),
                            new String(PojoCodec.bytes(text), StandardCharsets.UTF_8));
        });
    }

    private static void write(Sample sample, ArrayNode out) {
        out.add(sample.atMillis()).add(sample.sum());
        if (sample.count() != 1) {
            out.add(sample.least()).add(sample.most()).add(sample.count());
        }
    }

    /** All rows of a step from {@code fromMillis} on, oldest first. */
    List<Row> since(int stepSeconds, long fromMillis) {
        return store.rows()
                .list(
                        "select task_id, instance, samples from measure where step_seconds = ? and at_millis >= ?"
                                + " order by at_millis",
                        row -> new Row(new Measured(row.getString(1), row.getString(2)), read(row.getString(3))),
                        stepSeconds,
                        fromMillis);
    }

    /** Samples of one metric from {@code fromMillis} on and before {@code toMillis}, oldest first. */
    List<Sample> between(int stepSeconds, String id, String metric, long fromMillis, long toMillis) {
        return store
                .rows()
                .list(
                        "select samples from measure where task_id = ? and step_seconds = ? and at_millis >= ?"
                                + " and at_millis < ? order by at_millis",
                        row -> read(row.getString(1)).getOrDefault(metric, List.of()),
                        id,
                        stepSeconds,
                        fromMillis,
                        toMillis)
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static Map<String, List<Sample>> read(String text) {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        PojoCodec.parse(text).properties().forEach(metric -> {
            List<Sample> all = new ArrayList<>();
            metric.getValue().forEach(each -> all.add(read(each)));
            samples.put(metric.getKey(), all);
        });
        return samples;
    }

    private static Sample read(JsonNode values) {
        long at = values.path(0).asLong();
        return values.size() == 2
                ? Sample.of(at, values.path(1).asDouble())
                : new Sample(
                        at,
                        values.path(1).asDouble(),
                        values.path(2).asDouble(),
                        values.path(3).asDouble(),
                        values.path(4).asLong());
    }

    List<Measured> measured() {
        return store.rows()
                .list(
                        "select distinct task_id, instance from measure",
                        row -> new Measured(row.getString(1), row.getString(2)));
    }

    void forget(String id) {
        store.rows().change("delete from measure where task_id = ?", id);
    }

    /** Drops what is older. */
    void expire(int stepSeconds, long beforeMillis) {
        store.rows().change("delete from measure where step_seconds = ? and at_millis < ?", stepSeconds, beforeMillis);
    }
}
