/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.micro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.core.encoding.RecordTarget;
import io.crosscurrent.core.encoding.RowEncoder;
import io.crosscurrent.core.encoding.RowEncoder.Image;
import io.crosscurrent.core.encoding.Transaction;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.row.Operation;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.core.table.Table;
import io.crosscurrent.core.table.TableId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
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
    private static final String NOTE =
            "delivery before noon, please ring twice; \"express\" goods für die Nachbarn – leave with the café next door "
                    + "when nobody opens, the invoice follows by post in one or two weeks as agreed";

    private final byte[] note = NOTE.getBytes(StandardCharsets.UTF_8);
    private final byte[] status = "shipped".getBytes(StandardCharsets.US_ASCII);
    private final byte[] code = "C-123456789".getBytes(StandardCharsets.US_ASCII);
    private final byte[][] amounts = new byte[ROWS][];
    private final Transaction transaction = new Transaction();
    private RowEncoder encoder;
    private TablePlan plan;

    @Setup
    public void prepare() throws IOException {
        plan = EncodedRows.plan(new Table(
                new TableId("bench", "changes"),
                List.of(
                        column("id", ColumnType.INT64, 0),
                        column("revision", ColumnType.INT32, 0),
                        column("customer", ColumnType.UINT32, 0),
                        new Column("amount", ColumnType.DECIMAL, 0, 12, 2, false),
                        column("status", ColumnType.STRING, 0),
                        column("placed", ColumnType.DATETIME, 3),
                        column("changed", ColumnType.TIMESTAMP, 3),
                        column("code", ColumnType.STRING, 0),
                        column("active", ColumnType.INT8, 0),
                        column("note", ColumnType.STRING, 0)),
                List.of(0),
                "utf8mb4_0900_ai_ci"));
        encoder = EncodedRows.encoder();
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < ROWS; i++) {
            amounts[i] =
                    (random.nextInt(1_000_000) + "." + random.nextInt(10, 100)).getBytes(StandardCharsets.US_ASCII);
        }
        transaction.id = 12_884_902_120L;
        transaction.commitMicros = 1_795_335_610_000_000L;
        check();
    }

    private static Column column(String name, ColumnType type, int fractionDigits) {
        return new Column(name, type, 0, fractionDigits, 0, false);
    }

    private void check() throws IOException {
        byte[][] record = new byte[2][];
        write(42, (topic, key, value) -> {
            record[0] = key;
            record[1] = value;
        });
        JsonNode data = new ObjectMapper().readTree(record[1]).path("data");
        String expected =
                """
                {"id":42,"revision":3,"customer":70042,"amount":AMOUNT,"status":"shipped",\
                "placed":"2026-11-24T21:35:40.123Z","changed":"2026-11-24T21:35:41.456Z","code":"C-123456789",\
                "active":1,"note":NOTE}"""
                        .replace("AMOUNT", new String(amounts[42], StandardCharsets.US_ASCII))
                        .replace("NOTE", new ObjectMapper().writeValueAsString(NOTE));
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
        transaction.recordId = 1;
        for (int i = 0; i < ROWS; i++) {
            write(i, target);
        }
    }

    private void write(int row, RecordTarget target) {
        encoder.begin(plan, Operation.INSERT, transaction);
        encoder.image(Image.AFTER);
        encoder.longValue(0, row);
        encoder.longValue(1, 3);
        encoder.longValue(2, 70_000 + row);
        encoder.decimalText(3, amounts[row], 0, amounts[row].length);
        encoder.utf8(4, status, 0, status.length);
        encoder.dateTime(5, 2026, 11, 24, 21, 35, 40, 123_000);
        encoder.dateTime(6, 2026, 11, 24, 21, 35, 41, 456_000);
        encoder.utf8(7, code, 0, code.length);
        encoder.longValue(8, 1);
        encoder.utf8(9, note, 0, note.length);
        encoder.end(target);
    }
}
