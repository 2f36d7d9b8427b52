/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.measure.LatencyHistogram;
import io.crosscurrent.core.measure.Stage;
import io.crosscurrent.core.measure.TaskMeasures;

/** Takes the times of the stream, once a transaction. Belongs to whoever holds the stream. */
final class StreamMeasures {
    private final LogLag lag;
    private final LatencyHistogram read;
    private final LatencyHistogram encode;
    private long openedMillis;
    private long openedNanos;

    StreamMeasures(LogLag lag, TaskMeasures measures) {
        this.lag = lag;
        this.read = measures.stage(Stage.READ);
        this.encode = measures.stage(Stage.ENCODE);
    }

    /** The first event of a transaction was read. */
    void opened() {
        openedMillis = System.currentTimeMillis();
        openedNanos = System.nanoTime();
    }

    /** @param captured whether there is something of it to be delivered: the others are not measured */
    void ended(long commitMicros, boolean captured) {
        lag.read(commitMicros / 1_000);
        if (captured) {
            read.record(openedMillis * 1_000 - commitMicros);
            encode.record((System.nanoTime() - openedNanos) / 1_000);
        }
    }

    void reached(StreamPosition position) {
        lag.reached(position.file(), position.offset());
    }

    void atEnd() {
        lag.atEnd();
    }
}
