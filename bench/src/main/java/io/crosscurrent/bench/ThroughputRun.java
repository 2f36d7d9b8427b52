/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.contestant.Assignment;
import io.crosscurrent.bench.contestant.Contestant;
import io.crosscurrent.bench.process.Broker;
import io.crosscurrent.bench.process.ProcessCost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Lets a contestant deliver what is there already, and takes the time and the cost. */
final class ThroughputRun {
    private static final long SAMPLE_MS = 50;
    private static final long QUIET_MS = 3_000;
    private static final long STALL_MS = 60_000;
    private static final long CHECK_MS = 2_000;

    private final SourceDatabase source;
    private final Broker broker;

    ThroughputRun(SourceDatabase source, Broker broker) {
        this.source = source;
        this.broker = broker;
    }

    private record Sample(long nanos, long committed, double cpuSeconds) {}

    /** Runs it once. The topic is gone afterwards. */
    Measurement measure(Contestant contestant, Assignment run) throws IOException, InterruptedException {
        broker.create(run.topic());
        List<Sample> samples = new ArrayList<>();
        long peakBytes;
        long received;
        try (Contestant.Running running = contestant.prepare(run)) {
            long before = source.bytesSent();
            long start = System.nanoTime();
            running.begin();
            samples.add(new Sample(start, 0, ProcessCost.cpuSeconds(running.pid())));
            observe(run.topic(), running, samples);
            received = source.bytesSent() - before;
            peakBytes = ProcessCost.peakResidentBytes(running.pid());
        }
        Sample last = reached(samples, samples.get(samples.size() - 1).committed());
        TopicCount count =
                TopicCount.read(broker.address(), run.topic(), last.committed(), contestant.shape(), source.expected());
        broker.delete(run.topic());
        if (count.records() == 0) {
            throw new IllegalStateException(run.id() + " delivered nothing; its log is in " + run.directory());
        }
        return measurement(contestant.name(), samples, last, count, peakBytes, received);
    }

    /** Samples until everything has come, or nothing comes any more. */
    private void observe(String topic, Contestant.Running running, List<Sample> samples)
            throws IOException, InterruptedException {
        long expected = source.expected().length;
        long changed = System.nanoTime();
        long checked = changed;
        long committed = 0;
        while (true) {
            long end = broker.committedEnd(topic);
            long now = System.nanoTime();
            samples.add(new Sample(now, end, ProcessCost.cpuSeconds(running.pid())));
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

    private static Sample reached(List<Sample> samples, long committed) {
        return samples.stream()
                .filter(sample -> sample.committed() >= committed)
                .findFirst()
                .orElseThrow();
    }

    private static Measurement measurement(
            String name, List<Sample> samples, Sample last, TopicCount count, long peakBytes, long received) {
        Sample start = samples.get(0);
        Sample first = reached(samples, Math.min(1, last.committed()));
        Sample half = reached(samples, last.committed() / 2);
        double rows = count.records();
        double wholeSeconds = (last.nanos() - start.nanos()) / 1e9;
        double halfRows = rows * (last.committed() - half.committed()) / Math.max(1, last.committed());
        // Nothing is known of the second half when it came at once, in one transaction.
        double halfSeconds = half == last ? Double.NaN : (last.nanos() - half.nanos()) / 1e9;
        return new Measurement(
                name,
                count,
                rows / wholeSeconds,
                halfRows / halfSeconds,
                (first.nanos() - start.nanos()) / 1e9,
                (last.cpuSeconds() - start.cpuSeconds()) / rows * 1e6,
                half == last ? Double.NaN : (last.cpuSeconds() - half.cpuSeconds()) / halfRows * 1e6,
                peakBytes,
                received / rows,
                List.of());
    }
}
