/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.contestant.Assignment;
import io.crosscurrent.bench.contestant.Contestant;
import io.crosscurrent.bench.process.Broker;
import io.crosscurrent.bench.process.ProcessCost;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Lets a contestant deliver what is there already, and takes the time and the cost. */
final class Delivery {
    private final SourceDatabase source;
    private final Broker broker;
    private final long[] expected;

    Delivery(SourceDatabase source, Broker broker, long[] expected) {
        this.source = source;
        this.broker = broker;
        this.expected = expected;
    }

    /** Runs it once. The topic is gone afterwards. {@code values} gets the JSON of every row. */
    Map<Figure, Double> measure(Contestant contestant, Assignment run, Consumer<byte[]> values)
            throws IOException, InterruptedException {
        broker.create(run.topic());
        try {
            Map<Figure, Double> figures = new EnumMap<>(Figure.class);
            double received;
            Observation observed;
            try (Contestant.Running running = contestant.prepare(run)) {
                received = -source.bytesSent();
                observed = new Observation(source, broker, run.topic(), running);
                running.begin();
                observed.observe(expected.length);
                received += source.bytesSent();
                figures.put(Figure.PEAK_BYTES, (double) ProcessCost.peakResidentBytes(running.pid()));
            }
            TopicCount count = TopicCount.read(
                    broker.address(), run.topic(), observed.last().committed(), contestant.shape(), expected, values);
            figures.put(Figure.RECORDS, (double) count.records());
            figures.put(Figure.MISSING, (double) count.missing());
            figures.put(Figure.SURPLUS, (double) count.duplicates() + count.unexpected());
            if (count.records() == 0) {
                return figures; // it says so itself: everything is missing
            }
            figures.put(Figure.RECEIVED_A_ROW, received / count.records());
            figures.put(Figure.TOPIC_A_ROW, broker.bytes(run.topic()) / (double) count.records());
            figure(observed, count, figures);
            return figures;
        } finally {
            broker.delete(run.topic());
        }
    }

    private static void figure(Observation observed, TopicCount count, Map<Figure, Double> figures) {
        Observation.Sample start = observed.start();
        Observation.Sample last = observed.last();
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
                        ? (observed.cpuAt(count.lastMs()) - observed.cpuAt(count.middleMs())) / half
                        : Double.NaN);
        figures.put(Figure.MYSQLD_CPU_A_MILLION, (last.mysqld() - start.mysqld()) / millions);
        figures.put(Figure.BROKER_CPU_A_MILLION, (last.brokers() - start.brokers()) / millions);
        figures.put(Figure.VALUE_A_ROW, count.valueBytes() / (double) count.records());
    }
}
