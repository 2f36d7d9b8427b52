/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.topic;

import io.crosscurrent.testing.history.Anomaly;
import io.crosscurrent.testing.history.TopicCheck;
import io.crosscurrent.testing.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A {@link Workload} held against the topics that a product made of it. For one thread. */
public final class Checker implements AutoCloseable {
    /** A unit of the stream larger than 64 MB may be cut, and a large transaction of the workload may be as large. */
    private static final int WHOLE_UP_TO = 20_000;

    private static final Duration POLL = Duration.ofMillis(200);

    private final Workload workload;
    private final MessageForm form;
    private final TopicCheck check;
    private final TopicReader reader;

    /**
     * @param kafka properties of a client: address and credentials
     * @param topics which topics have the changes
     */
    public Checker(Workload workload, Map<String, Object> kafka, Predicate<String> topics, MessageForm form) {
        this.workload = workload;
        this.form = form;
        this.check = new TopicCheck(workload.history(), WHOLE_UP_TO, form.tellsOfTables());
        this.reader = new TopicReader(kafka, topics, form, check);
    }

    /** Reads what there is, waiting a little when there is nothing. Returns how many rows came. */
    public int read() {
        return reader.poll(POLL);
    }

    /** Rows seen so far, each as often as it was seen. */
    public long events() {
        return check.events();
    }

    public TopicCheck check() {
        return check;
    }

    /**
     * After {@link Workload#stop}: reads until everything has come, or nothing has come for a while, and then a moment longer,
     * for what should not come.
     *
     * @param silence how long without a new row means that no more will come
     * @return everything that is wrong; empty when the topics tell the truth
     */
    public List<Anomaly> finish(Duration silence) {
        settle(silence);
        for (int quiet = 0; quiet < 5; quiet++) {
            if (read() > 0) {
                quiet = 0;
            }
        }
        List<Anomaly> found = new ArrayList<>(check.anomalies());
        found.addAll(check.compare(workload.source(), form));
        return found;
    }

    /**
     * While the workload is paused or has ended: reads until everything has come, or nothing new for so long. Returns whether
     * each row has its events, and no more.
     */
    public boolean settle(Duration silence) {
        long lastNews = System.nanoTime();
        boolean complete = false;
        while (!complete && System.nanoTime() - lastNews < silence.toNanos()) {
            if (read() > 0) {
                lastNews = System.nanoTime();
            } else {
                complete = check.caughtUp();
            }
        }
        return complete;
    }

    @Override
    public void close() {
        reader.close();
    }
}
