/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.measure;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The measures of one run of a task. Each stage is recorded by one thread at a time; everything may be read by any thread.
 */
public final class TaskMeasures {
    private final Map<Stage, LatencyHistogram> stages = new EnumMap<>(Stage.class);
    private final AtomicLong deliveredBytes = new AtomicLong();
    private volatile SourceLag lag = SourceLag.UNKNOWN;
    private volatile Troubles troubles = new Troubles();

    public TaskMeasures() {
        for (Stage stage : Stage.values()) {
            stages.put(stage, new LatencyHistogram());
        }
    }

    public LatencyHistogram stage(Stage stage) {
        return stages.get(stage);
    }

    /** All stages by their names. */
    public Map<String, Latencies> latencies() {
        Map<String, Latencies> all = new LinkedHashMap<>();
        stages.forEach((stage, histogram) -> all.put(stage.text(), histogram.read()));
        return all;
    }

    /** The source, once it runs: whom to ask how far the task is behind. */
    public void lag(SourceLag source) {
        lag = source;
    }

    public SourceLag lag() {
        return lag;
    }

    /** The source, once it runs: whom to ask what it waits for. */
    public void troubles(Troubles source) {
        troubles = source;
    }

    public Troubles troubles() {
        return troubles;
    }

    /** Keys and values of so many bytes were committed. The thread that delivers. */
    public void delivered(long bytes) {
        deliveredBytes.lazySet(deliveredBytes.getPlain() + bytes);
    }

    /** Bytes of keys and values committed in this run. */
    public long deliveredBytes() {
        return deliveredBytes.get();
    }
}
