/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.contestant.Assignment;
import io.crosscurrent.bench.contestant.Contestant;
import io.crosscurrent.bench.process.Broker;
import io.crosscurrent.bench.process.ProcessCost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Lets a contestant deliver what is there already, and takes the time and the cost. */
final class Delivery {
    private static final long SAMPLE_MS = 50;
    private static final long QUIET_MS = 3_000;
    private static final long STALL_MS = 60_000;
    private static final long CHECK_MS = 2_000;

    private final SourceDatabase source;
    private final Broker broker;
    private final long[] expected;

    Delivery(SourceDatabase source, Broker broker, long[] expected) {
        this.source = source;
        this.broker = broker;
        this.expected = expected;
    }

    /** {@code ms} since 1970, on the clock that the broker uses; seconds of processor time. */
    private record Sample(long ms, long committed, double cpu, double mysqld, double brokers) {}

    /** Runs it once. The topic is gone afterwards. {@code values} gets the JSON of every row. */
    Map<Figure, Double> measure(Contestant contestant, Assignment run, Consumer<byte[]> values)
            throws IOException, InterruptedException {
        broker.create(run.topic());
        try {
            List<Sample> samples = new ArrayList<>();
            Map<Figure, Double> figures = new EnumMap<>(Figure.class);
            double received;
            try (Contestant.Running running = contestant.prepare(run)) {
                received = -source.bytesSent();
                samples.add(sample(0, running));
                running.begin();
                observe(run.topic(), running, samples);
                received += source.bytesSent();
                figures.put(Figure.PEAK_BYTES, (double) ProcessCost.peakResidentBytes(running.pid()));
            }
            Sample last = reached(samples, samples.get(samples.size() - 1).committed());
            TopicCount count = TopicCount.read(
                    broker.address(), run.topic(), last.committed(), contestant.shape(), expected, values);
            figures.put(Figure.RECORDS, (double) count.records());
            figures.put(Figure.MISSING, (double) count.missing());
            figures.put(Figure.SURPLUS, (double) count.duplicates() + count.unexpected());
            if (count.records() == 0) {
                return figures; // it says so itself: everything is missing
            }
            figures.put(Figure.RECEIVED_A_ROW, received / count.records());
            figures.put(Figure.TOPIC_A_ROW, broker.bytes(run.topic()) / (double) count.records());
            figure(samples, last, count, figures);
            return figures;
        } finally {
            broker.delete(run.topic());
        }
    }

    private Sample sample(long committed, Contestant.Running running) throws IOException {
        return new Sample(
                System.currentTimeMillis(),
                committed,
                running.pid() == 0 ? 0 : ProcessCost.cpuSeconds(running.pid()),
                ProcessCost.cpuSeconds(source.server().pid()),
                ProcessCost.cpuSeconds(broker.pid()));
    }

    /** Samples until everything has come, or nothing comes any more. */
    private void observe(String topic, Contestant.Running running, List<Sample> samples)
            throws IOException, InterruptedException {
        long changed = System.nanoTime();
        long checked = changed;
        long committed = 0;
        while (true) {
            long end = broker.committedEnd(topic);
            samples.add(sample(end, running));
            long now = System.nanoTime();
            if (end > committed) {
                committed = end;
                changed = now;
            }
            long quietMs = TimeUnit.NANOSECONDS.toMillis(now - changed);
            if (committed >= expected.length && quietMs > QUIET_MS || quietMs > STALL_MS) {
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

    private static void figure(List<Sample> samples, Sample last, TopicCount count, Map<Figure, Double> figures) {
        Sample start = samples.get(0);
        double millions = count.records() / 1e6;
        double half = (count.records() - 1) / 2 / 1e6;
        double halfSeconds = (count.lastMs() - count.middleMs()) / 1e3;
        figures.put(Figure.RATE, count.records() / ((last.ms() - start.ms()) / 1e3));
        figures.put(Figure.SECOND_HALF_RATE, halfSeconds > 0 ? half * 1e6 / halfSeconds : Double.NaN);
        figures.put(Figure.FIRST_SECONDS, (count.firstMs() - start.ms()) / 1e3);
        figures.put(Figure.CPU_A_MILLION, (last.cpu() - start.cpu()) / millions);
        figures.put(
                Figure.SECOND_HALF_CPU_A_MILLION,
                halfSeconds > 0
                        ? (cpuAt(samples, count.lastMs()) - cpuAt(samples, count.middleMs())) / half
                        : Double.NaN);
        figures.put(Figure.MYSQLD_CPU_A_MILLION, (last.mysqld() - start.mysqld()) / millions);
        figures.put(Figure.BROKER_CPU_A_MILLION, (last.brokers() - start.brokers()) / millions);
        figures.put(Figure.VALUE_A_ROW, count.valueBytes() / (double) count.records());
    }

    /** Between two samples it is taken as steady. */
    private static double cpuAt(List<Sample> samples, long ms) {
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
