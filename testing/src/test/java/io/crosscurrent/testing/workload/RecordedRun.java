/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.workload;

import io.crosscurrent.testing.history.Change;
import io.crosscurrent.testing.history.History;
import io.crosscurrent.testing.history.RowEvent;
import io.crosscurrent.testing.history.RowId;
import io.crosscurrent.testing.history.SeenValue;
import io.crosscurrent.testing.history.SourceTable;
import io.crosscurrent.testing.history.TableEvent;
import io.crosscurrent.testing.shape.Mark;
import io.crosscurrent.testing.shape.TableShape;
import io.crosscurrent.testing.shape.TableShape.Column;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A workload without a database, and the records a product that makes no mistake would write of it: first a load of all
 * rows, then each change. The value of a column follows from the version of its row.
 */
final class RecordedRun {
    private static final int WRITERS = 2;
    private static final int ROWS = 40;

    final History history = new History();
    final RecordedSession session = new RecordedSession();
    final List<Item> topic = new ArrayList<>();
    private final WorkloadTables tables;
    private final List<WriterState> states = new ArrayList<>();

    /** Number of transactions before, to what then happened to tables. */
    private final Map<Integer, List<TableEvent>> statements = new HashMap<>();

    /** A record of the topic: of a row or of a table, or of neither, the marker of a Kafka transaction's end. */
    record Item(RowId row, RowEvent event, Map<String, SeenValue> values, TableEvent table) {
        static final Item MARKER = new Item(null, null, Map.of());

        Item(RowId row, RowEvent event, Map<String, SeenValue> values) {
            this(row, event, values, null);
        }
    }

    RecordedRun(long seed, int transactions) throws SQLException, InterruptedException {
        WorkloadOptions options = WorkloadOptions.seeded(seed)
                .writers(WRITERS)
                .rows(ROWS * WRITERS)
                .large(60, 40);
        tables = new WorkloadTables(options);
        List<Writer> writers = new ArrayList<>();
        List<SchemaMoves> schemas = new ArrayList<>();
        for (int number = 0; number < WRITERS; number++) {
            WriterState state = new WriterState(number, tables.shared(), tables.ownedBy(number));
            Random random = new Random(seed + number);
            int writer = number;
            states.add(state);
            writers.add(new Writer(state, session, random, history, tables.ledger(), options));
            schemas.add(new SchemaMoves(
                    state, session, random, history, () -> true, (name, key) -> tables.create(writer, name, key)));
            fill(state, writers.get(number));
        }
        load();
        history.loadIsOver();
        for (int i = 0; i < transactions; i++) {
            int number = i % 3 == 0 ? 1 : 0;
            if (i % 20 == 19) {
                int before = history.tableEvents().size();
                schemas.get(number).move();
                List<TableEvent> all = history.tableEvents();
                statements.put(history.transactions(), all.subList(before, all.size()));
            }
            writers.get(number).transaction();
        }
        stream();
    }

    private static void fill(WriterState state, Writer writer) throws SQLException, InterruptedException {
        List<WorkTable> all = new ArrayList<>(state.shared());
        all.addAll(state.own());
        for (WorkTable table : all) {
            writer.transact(
                    draft -> {
                        for (int i = 0; i < ROWS; i += 2) {
                            draft.inserted(table, state.firstNumber() + i, state.nextVersion());
                        }
                    },
                    true);
        }
    }

    private void load() {
        for (History.Transaction transaction : history.inOrder()) {
            for (Change change : transaction.changes()) {
                long version = change.event().version();
                topic.add(new Item(change.row(), new RowEvent("load", version), values(change.shape(), version)));
            }
            topic.add(Item.MARKER);
        }
    }

    private void stream() {
        int loaded = (int) topic.stream().filter(item -> item == Item.MARKER).count();
        List<History.Transaction> later =
                history.inOrder().subList(loaded, history.inOrder().size());
        for (int i = 0; i < later.size(); i++) {
            tell(loaded + i);
            for (Change change : later.get(i).changes()) {
                topic.add(new Item(
                        change.row(),
                        change.event(),
                        values(change.shape(), change.event().version())));
            }
            if (i % 3 == 0) {
                topic.add(Item.MARKER);
            }
        }
        tell(history.transactions());
    }

    private void tell(int transactions) {
        statements
                .getOrDefault(transactions, List.of())
                .forEach(event -> topic.add(new Item(null, null, Map.of(), event)));
    }

    private static Map<String, SeenValue> values(TableShape shape, long version) {
        Map<String, SeenValue> values = new HashMap<>();
        values.put("version", new SeenValue(Long.toString(version), false));
        values.put("mark", new SeenValue(Mark.of(version), true));
        shape.columns().forEach(column -> values.put(column.name(), new SeenValue(value(column, version), true)));
        return values;
    }

    /** Digits, which mean something for each kind of column. */
    private static String value(Column column, long version) {
        return Long.toString(version * 31 + column.identity());
    }

    /** The tables as they are in the end. */
    List<SourceTable> source() {
        List<WorkTable> all = new ArrayList<>(tables.shared());
        states.forEach(state -> all.addAll(state.own()));
        List<SourceTable> printed = new ArrayList<>();
        for (WorkTable table : all) {
            Map<String, Map<String, String>> rows = new HashMap<>();
            table.rows()
                    .values()
                    .forEach(numbers -> numbers.forEach((number, version) -> {
                        Map<String, String> values = new HashMap<>();
                        values(table.shape(), version).forEach((name, value) -> values.put(name, value.text()));
                        rows.put(table.key().text(number), values);
                    }));
            printed.add(new SourceTable(table.id(), table.shapes(), rows));
        }
        Map<String, Map<String, String>> ledger = new HashMap<>();
        history.inOrder().forEach(transaction -> {
            String id = Long.toString(transaction.id());
            ledger.put(id, Map.of("version", id, "mark", Mark.of(transaction.id())));
        });
        printed.add(new SourceTable(tables.ledger().id(), tables.ledger().shapes(), ledger));
        return printed;
    }
}
