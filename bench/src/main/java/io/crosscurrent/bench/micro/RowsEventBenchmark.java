/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.micro;

import io.crosscurrent.bench.contestant.RecordShape;
import io.crosscurrent.mysql.binlog.RowsEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Reading the log of a real server, in memory: events, checksums, row images; alone and with DMS JSON made of it. No socket,
 * no Kafka. Score: changes per second. Fixture: {@link RecordedLog}, twenty rows a transaction. Gate: {@link #load} compares
 * the changes read, and those in the JSON, with the changes written. Run: {@code bench/jmh RowsEvent}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RowsEventBenchmark {
    private static final int CHANGES = 20_000;

    private RecordedLog log;

    @Setup
    public void load() throws IOException, SQLException, InterruptedException {
        log = RecordedLog.write(CHANGES);
        IdentityRows identities = new IdentityRows();
        log.read(identities);
        identities.check(log);
        checkJson();
    }

    private void checkJson() throws InterruptedException {
        long[] found = new long[CHANGES];
        int[] count = {0};
        log.read(new EncodedRows((topic, key, value) -> {
            try {
                found[count[0]++] = RecordShape.DMS.identity(value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        long[] expected = log.expected().clone();
        Arrays.sort(found);
        Arrays.sort(expected);
        if (!Arrays.equals(found, expected)) {
            throw new IllegalStateException("the JSON does not tell of the changes that were written");
        }
    }

    @Benchmark
    @OperationsPerInvocation(CHANGES)
    public void decode(Blackhole sink) throws InterruptedException {
        ValueSink values = new ValueSink(sink);
        log.read(new RowsHandler() {
            @Override
            public void rows(RowsEvent rows) {
                while (rows.next()) {
                    if (rows.hasBefore()) {
                        rows.before(values);
                    }
                    if (rows.hasAfter()) {
                        rows.after(values);
                    }
                }
            }
        });
    }

    @Benchmark
    @OperationsPerInvocation(CHANGES)
    public void decodeAndEncode(Blackhole sink) throws InterruptedException {
        log.read(new EncodedRows((topic, key, value) -> {
            sink.consume(key);
            sink.consume(value);
        }));
    }
}
