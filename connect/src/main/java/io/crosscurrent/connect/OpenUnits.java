/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import io.crosscurrent.core.measure.Stage;
import io.crosscurrent.core.measure.TaskMeasures;
import java.util.Arrays;

/**
 * When the units of the open Kafka transaction were encoded, so that its commit can tell how long each waited. One thread; costs
 * eight bytes a unit, which are used again.
 */
final class OpenUnits {
    private final TaskMeasures measures;
    private long[] encodedNanos = new long[64];
    private int count;
    private long bytes;

    OpenUnits(TaskMeasures measures) {
        this.measures = measures;
    }

    /** The unit was sent. A part of a large unit counts its bytes only, the last part its time too. */
    void add(Unit unit) {
        bytes += unit.bytes();
        if (!unit.whole() || unit.records().isEmpty()) {
            return;
        }
        if (count == encodedNanos.length) {
            encodedNanos = Arrays.copyOf(encodedNanos, count * 2);
        }
        encodedNanos[count++] = unit.encodedNanos();
    }

    void committed(long nowNanos) {
        for (int i = 0; i < count; i++) {
            measures.stage(Stage.DELIVER).record((nowNanos - encodedNanos[i]) / 1_000);
        }
        measures.delivered(bytes);
        count = 0;
        bytes = 0;
    }
}
