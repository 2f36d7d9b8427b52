/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.cloudwatch;

import io.crosscurrent.core.measure.Latencies;
import io.crosscurrent.core.measure.Stage;
import io.crosscurrent.core.registry.RegistryRecord;
import io.crosscurrent.core.registry.RegistryRecord.Statistics;
import io.crosscurrent.server.dms.task.TaskProgress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What tasks tell, under the names the Database Migration Service gives its metrics. One thread at a time. */
final class TaskMetrics {
    static final List<String> NAMES = List.of(
            "CDCLatencySource",
            "CDCLatencyTarget",
            "CDCThroughputRowsSource",
            "CDCThroughputRowsTarget",
            "CDCThroughputBandwidthTarget",
            "FullLoadThroughputRowsSource",
            "FullLoadThroughputRowsTarget",
            "FullLoadThroughputBandwidthTarget");

    /** Totals at the last look, to tell how fast they grow. */
    private record Totals(long atMillis, long changes, long loaded, RegistryRecord.Task told) {}

    private final Map<String, Totals> before = new HashMap<>();

    /** The task does not run: the next rates are those of its next run. */
    void forget(String taskId) {
        before.remove(taskId);
    }

    /** Metrics by name: seconds, rows a second, kilobytes a second. Rates are left out at the first look. */
    Map<String, Double> of(TaskProgress task, long now) {
        Totals totals = new Totals(
                now,
                sum(task, each -> each.inserts() + each.updates() + each.deletes()),
                sum(task, Statistics::fullLoadRows),
                task.told());
        Totals last = before.put(task.id(), totals);
        Map<String, Double> metrics = new LinkedHashMap<>();
        double lag = task.lagMillis(now) / 1e3;
        boolean busy = lag > 0 || last != null && totals.changes() > last.changes();
        metrics.put("CDCLatencySource", lag);
        metrics.put("CDCLatencyTarget", lag + (busy ? underWay(totals, last) : 0));
        if (last == null || totals.atMillis() <= last.atMillis()) {
            return metrics;
        }
        double seconds = (totals.atMillis() - last.atMillis()) / 1e3;
        double changes = Math.max(0, totals.changes() - last.changes()) / seconds;
        double loaded = Math.max(0, totals.loaded() - last.loaded()) / seconds;
        double kilobytes = bytes(totals, last) / 1e3 / seconds;
        boolean loads = task.told() != null && task.told().phase().equals("load");
        metrics.put("CDCThroughputRowsSource", changes);
        metrics.put("CDCThroughputRowsTarget", changes);
        metrics.put("CDCThroughputBandwidthTarget", loads ? 0 : kilobytes);
        metrics.put("FullLoadThroughputRowsSource", loaded);
        metrics.put("FullLoadThroughputRowsTarget", loaded);
        metrics.put("FullLoadThroughputBandwidthTarget", loads ? kilobytes : 0);
        return metrics;
    }

    /** How long a change took from its reading to its commit on the average since the last look, seconds. */
    private static double underWay(Totals now, Totals last) {
        double millis = 0;
        for (Stage stage : List.of(Stage.ENCODE, Stage.DELIVER)) {
            Latencies all = now.told() == null ? null : now.told().stages().get(stage.text());
            if (all != null) {
                Latencies earlier = last == null || last.told() == null
                        ? null
                        : last.told().stages().get(stage.text());
                millis += all.since(earlier).meanMillis();
            }
        }
        return millis / 1e3;
    }

    private static long bytes(Totals now, Totals last) {
        if (now.told() == null || last.told() == null) {
            return 0;
        }
        long all = now.told().deliveredBytes();
        long earlier = last.told().deliveredBytes();
        return all < earlier ? all : all - earlier;
    }

    private static long sum(TaskProgress task, ToLongFunction<Statistics> count) {
        return task.tables().stream().mapToLong(count).sum();
    }
}
