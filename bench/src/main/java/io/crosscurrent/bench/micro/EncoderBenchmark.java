/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.micro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.core.encoding.RecordTarget;
import io.crosscurrent.core.encoding.RowEncoder;
import io.crosscurrent.core.mapping.TablePlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
 * Encoding inserts of the ten-column table as DMS JSON, from values that are there already: no log, no Kafka. Score: rows
 * per second. Gate: {@link #prepare} parses a record and compares every value. Run: {@code bench/jmh Encoder}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncoderBenchmark {
    private static final int ROWS = 1000;

    private final TenColumnRows rows = new TenColumnRows(ROWS);
    private final RowEncoder encoder = EncodedRows.encoder();
    private final TablePlan plan = EncodedRows.plan(TenColumnRows.table());

    @Setup
    public void prepare() throws IOException {
        byte[][] record = new byte[2][];
        rows.insert(encoder, plan, 42, (topic, key, value) -> {
            record[0] = key;
            record[1] = value;
        });
        JsonNode data = new ObjectMapper().readTree(record[1]).path("data");
        String expected =
                """
                {"id":42,"revision":3,"customer":70042,"amount":AMOUNT,"status":"shipped",\
                "placed":"2026-11-24T21:35:40.123Z","changed":"2026-11-24T21:35:41.456Z","code":"C-123456789",\
                "active":1,"note":NOTE}"""
                        .replace("AMOUNT", rows.amount(42))
                        .replace("NOTE", new ObjectMapper().writeValueAsString(TenColumnRows.NOTE));
        if (!data.equals(new ObjectMapper().readTree(expected))) {
            throw new IllegalStateException("encoded as " + data + ", not as " + expected);
        }
        if (!new String(record[0], StandardCharsets.UTF_8).contains("42")) {
            throw new IllegalStateException("the key is not that of row 42");
        }
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void insert(Blackhole sink) {
        RecordTarget target = (topic, key, value) -> {
            sink.consume(key);
            sink.consume(value);
        };
        rows.beginTransaction();
        for (int i = 0; i < ROWS; i++) {
            rows.insert(encoder, plan, i, target);
        }
    }
}
