/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.RowIdentity.Kind;
import io.crosscurrent.bench.contestant.Assignment;
import io.crosscurrent.bench.contestant.Contestant;
import io.crosscurrent.bench.contestant.RecordShape;
import io.crosscurrent.bench.process.Broker;
import io.crosscurrent.bench.process.ProcessCost;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Commits single rows at a steady rate and takes the time until a read_committed reader has each: from the moment the
 * commit was answered. The first seconds do not count. The writer keeps to its plan: one late commit does not slow the rest.
 */
final class LatencyRun {
    private static final int RATE = 500;
    private static final int WARM_UP_SECONDS = 5;
    private static final long FIRST_LIMIT_SECONDS = 120;
    private static final long LAST_LIMIT_SECONDS = 30;

    private final SourceDatabase source;
    private final Broker broker;
    private final int seconds;
    /** Ids go on over all runs: they share the table. */
    private long nextId = 1;

    LatencyRun(SourceDatabase source, Broker broker, int seconds) {
        this.source = source;
        this.broker = broker;
        this.seconds = seconds;
    }

    Measurement measure(Contestant contestant, Assignment run) throws IOException, InterruptedException, SQLException {
        broker.create(run.topic());
        ConcurrentHashMap<Long, Long> arrived = new ConcurrentHashMap<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicBoolean done = new AtomicBoolean();
        Thread reader = new Thread(() -> read(contestant, run, arrived, done, failure), "latency-reader");
        try (Contestant.Running running = contestant.prepare(run);
                Connection connection = source.server().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET NAMES utf8mb4; SET time_zone='+00:00'");
            running.begin();
            reader.start();
            awaitFirst(statement, run, running, arrived, failure);
            write(statement, run, WARM_UP_SECONDS);
            double cpuBefore = ProcessCost.cpuSeconds(running.pid());
            long sentBefore = source.bytesSent();
            long from = nextId;
            List<Long> committed = write(statement, run, seconds);
            awaitLast(arrived, RowIdentity.of(nextId - 1, 0, Kind.WRITTEN), running, failure);
            double cpu = ProcessCost.cpuSeconds(running.pid()) - cpuBefore;
            long received = source.bytesSent() - sentBefore;
            return measurement(
                    contestant.name(),
                    from,
                    committed,
                    arrived,
                    cpu,
                    received,
                    ProcessCost.peakResidentBytes(running.pid()));
        } finally {
            done.set(true);
            reader.join();
            broker.delete(run.topic());
        }
    }

    /** Writes a row now and then until one arrives: only then it is known to follow the log. */
    private void awaitFirst(
            Statement statement,
            Assignment run,
            Contestant.Running running,
            ConcurrentHashMap<Long, Long> arrived,
            AtomicReference<Throwable> failure)
            throws IOException, InterruptedException, SQLException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(FIRST_LIMIT_SECONDS);
        while (arrived.isEmpty()) {
            rethrow(failure);
            running.check();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(run.id() + " delivered nothing within " + FIRST_LIMIT_SECONDS + " s");
            }
            statement.execute(insert(run, new RowText(new SplittableRandom(nextId)), nextId++));
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private void awaitLast(
            ConcurrentHashMap<Long, Long> arrived,
            long last,
            Contestant.Running running,
            AtomicReference<Throwable> failure)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LAST_LIMIT_SECONDS);
        while (!arrived.containsKey(last) && System.nanoTime() < deadline) {
            rethrow(failure);
            running.check();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** @return instants at which the commits were answered, in the order of ids */
    private List<Long> write(Statement statement, Assignment run, int duration) throws SQLException {
        int count = RATE * duration;
        RowText text = new RowText(new SplittableRandom(nextId));
        List<Long> committed = new ArrayList<>(count);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            String sql = insert(run, text, nextId++);
            long due = start + i * (TimeUnit.SECONDS.toNanos(1) / RATE);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            statement.execute(sql);
            committed.add(System.nanoTime());
        }
        return committed;
    }

    private static String insert(Assignment run, RowText text, long id) {
        StringBuilder sql = new StringBuilder("INSERT INTO bench.")
                .append(run.workload().table())
                .append(" VALUES ");
        text.values(sql, id);
        return sql.toString();
    }

    private void read(
            Contestant contestant,
            Assignment run,
            ConcurrentHashMap<Long, Long> arrived,
            AtomicBoolean done,
            AtomicReference<Throwable> failure) {
        TopicPartition partition = new TopicPartition(run.topic(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer = TopicCount.consumer(broker.address())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (!done.get()) {
                var records = consumer.poll(Duration.ofMillis(100));
                long now = System.nanoTime();
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    long identity = TopicCount.identity(contestant.shape(), record);
                    if (identity != RecordShape.NO_ROW) {
                        arrived.putIfAbsent(identity, now);
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            failure.set(e);
        }
    }

    private static void rethrow(AtomicReference<Throwable> failure) {
        if (failure.get() != null) {
            throw new IllegalStateException("the reader failed", failure.get());
        }
    }

    private static Measurement measurement(
            String name,
            long from,
            List<Long> committed,
            ConcurrentHashMap<Long, Long> arrived,
            double cpu,
            long received,
            long peakBytes) {
        List<Double> latencies = new ArrayList<>();
        for (int i = 0; i < committed.size(); i++) {
            Long at = arrived.get(RowIdentity.of(from + i, 0, Kind.WRITTEN));
            if (at != null) {
                // A record can be with its reader before the commit is answered.
                latencies.add(Math.max(0, (at - committed.get(i)) / 1e6));
            }
        }
        Collections.sort(latencies);
        long missing = committed.size() - latencies.size();
        double rows = committed.size();
        return new Measurement(
                name,
                new TopicCount(latencies.size(), missing, 0, 0, 0, 0),
                0,
                0,
                0,
                cpu / rows * 1e6,
                0,
                peakBytes,
                received / rows,
                latencies);
    }
}
