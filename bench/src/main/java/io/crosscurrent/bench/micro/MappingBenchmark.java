/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.micro;

import io.crosscurrent.core.encoding.RecordTarget;
import io.crosscurrent.core.encoding.RowEncoder;
import io.crosscurrent.core.encoding.RowEncoder.Outcome;
import io.crosscurrent.core.mapping.TableMappings;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.table.Table;
import io.crosscurrent.core.table.TableId;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
 * The table mapping: whether it selects a table, compiling its plan, and its row filter on the hot path. Score: tables or
 * rows per second; a filtered row includes pushing its values and encoding those that are taken. Gate: {@link #check}
 * decides for every table and row by itself and compares. Run: {@code bench/jmh Mapping}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MappingBenchmark {
    private static final int TABLES = 1000;
    private static final int ROWS = 1000;
    private static final BigDecimal LEAST_AMOUNT = new BigDecimal("250000.5");
    private static final int MOST_CUSTOMER = 70_799;
    private static final String RULES =
            """
            {"rules":[
            {"rule-type":"selection","rule-id":"1","rule-name":"1","rule-action":"include",
             "object-locator":{"schema-name":"bench","table-name":"changes"},
             "filters":[
              {"filter-type":"source","column-name":"amount",
               "filter-conditions":[{"filter-operator":"gte","value":"250000.5"}]},
              {"filter-type":"source","column-name":"customer",
               "filter-conditions":[{"filter-operator":"ste","value":"70799"}]}]},
            {"rule-type":"selection","rule-id":"2","rule-name":"2","rule-action":"exclude",
             "object-locator":{"schema-name":"bench","table-name":"%7"}},
            {"rule-type":"selection","rule-id":"3","rule-name":"3","rule-action":"exclude",
             "object-locator":{"schema-name":"bench","table-name":"audit_%"}},
            {"rule-type":"selection","rule-id":"4","rule-name":"4","rule-action":"include",
             "object-locator":{"schema-name":"ben%","table-name":"%"}}]}""";

    private final TenColumnRows rows = new TenColumnRows(ROWS);
    private final RowEncoder encoder = EncodedRows.encoder();
    private final Table table = TenColumnRows.table();
    private final TableMappings mappings = TableMappings.parse(RULES);
    private final TablePlan plan = EncodedRows.plan(mappings, table);
    private final List<TableId> tables = IntStream.range(0, TABLES)
            .mapToObj(i -> new TableId(i % 5 == 0 ? "other" : "bench", (i % 3 == 0 ? "audit_" : "orders_") + i))
            .toList();

    @Setup
    public void check() {
        for (int i = 0; i < TABLES; i++) {
            boolean selected = i % 5 != 0 && i % 3 != 0 && i % 10 != 7;
            if (mappings.selects(tables.get(i)) != selected) {
                throw new IllegalStateException(tables.get(i) + (selected ? " is not selected" : " is selected"));
            }
        }
        int taken = 0;
        for (int i = 0; i < ROWS; i++) {
            boolean wanted = new BigDecimal(rows.amount(i)).compareTo(LEAST_AMOUNT) >= 0 && 70_000 + i <= MOST_CUSTOMER;
            Outcome outcome = rows.insert(encoder, plan, i, (topic, key, value) -> {});
            if (outcome != (wanted ? Outcome.WRITTEN : Outcome.FILTERED)) {
                throw new IllegalStateException("row " + i + ", amount " + rows.amount(i) + ", was " + outcome);
            }
            taken += wanted ? 1 : 0;
        }
        if (taken == 0 || taken == ROWS) {
            throw new IllegalStateException("the filter takes " + taken + " of " + ROWS + " rows: it decides nothing");
        }
    }

    @Benchmark
    @OperationsPerInvocation(TABLES)
    public void select(Blackhole sink) {
        for (TableId id : tables) {
            sink.consume(mappings.selects(id));
        }
    }

    @Benchmark
    public TablePlan compile() {
        return EncodedRows.plan(mappings, table);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void filter(Blackhole sink) {
        RecordTarget target = (topic, key, value) -> sink.consume(value);
        rows.beginTransaction();
        for (int i = 0; i < ROWS; i++) {
            sink.consume(rows.insert(encoder, plan, i, target));
        }
    }
}
