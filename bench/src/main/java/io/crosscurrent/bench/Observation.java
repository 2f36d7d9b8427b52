/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.contestant.Contestant;
import io.crosscurrent.bench.process.Broker;
import io.crosscurrent.bench.process.ProcessCost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Watches what a contestant has committed to a topic and what it costs, by asking the broker for the end that a
 * read_committed reader sees: reading along would take processor time from those who are measured.
 */
final class Observation {
    private static final long SAMPLE_MS = 50;
    private static final long QUIET_MS = 3_000;
    private static final long STALL_MS = 60_000;
    private static final long CHECK_MS = 2_000;

    private final SourceDatabase source;
    private final Broker broker;
    private final String topic;
    private final Contestant.Running running;
    private final List<Sample> samples = new ArrayList<>();

    /** {@code ms} since 1970, on the clock that the broker uses; seconds of processor time. */
    record Sample(long ms, long committed, double cpu, double mysqld, double brokers) {}

    /** Begins with a sample of now: the order comes next. */
    Observation(SourceDatabase source, Broker broker, String topic, Contestant.Running running) throws IOException {
        this.source = source;
        this.broker = broker;
        this.topic = topic;
        this.running = running;
        samples.add(sample(0));
    }

    private Sample sample(long committed) throws IOException {
        return new Sample(
                System.currentTimeMillis(),
                committed,
                running.pid() == 0 ? 0 : ProcessCost.cpuSeconds(running.pid()),
                ProcessCost.cpuSeconds(source.server().pid()),
                ProcessCost.cpuSeconds(broker.pid()));
    }

    /** Samples until {@code expected} records have come and no more come, or nothing comes any more. */
    void observe(long expected) throws IOException, InterruptedException {
        long changed = System.nanoTime();
        long checked = changed;
        long committed = 0;
        while (true) {
            long end = broker.committedEnd(topic);
            samples.add(sample(end));
            long now = System.nanoTime();
            if (end > committed) {
                committed = end;
                changed = now;
            }
            long quietMs = TimeUnit.NANOSECONDS.toMillis(now - changed);
            if (committed >= expected && quietMs > QUIET_MS || quietMs > STALL_MS) {
                return;
            }
            if (TimeUnit.NANOSECONDS.toMillis(now - checked) > CHECK_MS) {
                running.check();
                checked = now;
            }
            TimeUnit.MILLISECONDS.sleep(SAMPLE_MS);
        }
    }

    /** Before the order. */
    Sample start() {
        return samples.get(0);
    }

    /** When the last of what came was there. */
    Sample last() {
        long committed = samples.get(samples.size() - 1).committed();
        return samples.stream()
                .filter(sample -> sample.committed() >= committed)
                .findFirst()
                .orElseThrow();
    }

    /** Processor seconds of the contestant at a time; between two samples it is taken as steady. */
    double cpuAt(long ms) {
        Sample before = samples.get(0);
        for (Sample sample : samples) {
            if (sample.ms() >= ms) {
                long span = sample.ms() - before.ms();
                return span == 0
                        ? sample.cpu()
                        : before.cpu() + (sample.cpu() - before.cpu()) * (ms - before.ms()) / span;
            }
            before = sample;
        }
        return before.cpu();
    }
}
