/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.testing.history.Anomaly;
import io.crosscurrent.testing.history.Anomaly.Kind;
import io.crosscurrent.testing.history.Change;
import io.crosscurrent.testing.history.RowEvent;
import io.crosscurrent.testing.history.RowId;
import io.crosscurrent.testing.history.SeenRow;
import io.crosscurrent.testing.history.SeenRow.Place;
import io.crosscurrent.testing.history.SeenTable;
import io.crosscurrent.testing.history.SeenValue;
import io.crosscurrent.testing.history.TableEvent;
import io.crosscurrent.testing.history.TopicCheck;
import io.crosscurrent.testing.workload.RecordedRun.Item;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mistake a product could make is planted into a correct topic, and is called by its name. */
class PlantedAnomaliesTest {
    private RecordedRun run;
    private List<Item> topic;
    private int readerStandsBefore = -1;
    /** A record in another partition than all others. */
    private int strayed = -1;
    /** A record with a key of its own. */
    private int foreign = -1;

    @BeforeEach
    void record() throws Exception {
        run = new RecordedRun(7, 400);
        topic = run.topic;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 20261124})
    void findsNothingInACorrectTopic(long seed) throws Exception {
        run = new RecordedRun(seed, 400);
        topic = run.topic;
        assertThat(found()).isEmpty();
        assertThat(topic).hasSizeGreaterThan(2_000);
    }

    @Test
    void namesALostChange() {
        topic.remove(firstOf("update"));
        assertThat(kinds()).contains(Kind.LOST_CHANGE);
    }

    @Test
    void namesALostDelete() {
        int delete = firstOf("delete");
        topic.remove(delete);
        assertThat(kinds()).contains(Kind.LOST_CHANGE);
    }

    @Test
    void namesALostRowOfTheLoad() {
        topic.remove(onlyRecordOfItsRow());
        assertThat(kinds()).containsExactly(Kind.LOST_ROW);
    }

    @Test
    void namesALostTransaction() {
        int end = firstOf("update");
        long transaction = change(topic.get(end)).transaction();
        topic.removeIf(item -> item.row() != null
                && change(item) != null
                && change(item).transaction() == transaction
                && !item.event().operation().equals("load"));
        assertThat(kinds()).contains(Kind.LOST_CHANGE);
    }

    @Test
    void namesAllThatWasLostOfARowThatCameAndWentAfterTheLoad() {
        RowId row = bornAndGoneInTheStream();
        topic.removeIf(item -> row.equals(item.row()));
        assertThat(kinds()).containsExactly(Kind.LOST_CHANGE);
    }

    @Test
    void namesALostLifeOfARowThatLivedAgain() {
        int delete = shared(this::endsALifeBeforeAnother);
        int insert = indexes(topic.get(delete).row()).get(0);
        RowId row = topic.get(delete).row();
        for (int i = delete; i >= insert; i--) {
            if (row.equals(topic.get(i).row())) {
                topic.remove(i);
            }
        }
        assertThat(kinds()).containsExactly(Kind.LOST_CHANGE);
    }

    @Test
    void namesADuplicateChange() {
        int update = firstOf("update");
        topic.add(update + 1, topic.get(update));
        assertThat(kinds()).containsExactly(Kind.DUPLICATE);
    }

    @Test
    void namesADuplicateLoad() {
        topic.add(1, topic.get(0));
        assertThat(kinds()).containsExactly(Kind.DUPLICATE);
    }

    @Test
    void namesADuplicateOfAllThatWasSent() {
        topic.addAll(List.copyOf(topic));
        assertThat(kinds()).contains(Kind.DUPLICATE);
    }

    @Test
    void namesStatesOfARowInTheWrongOrder() {
        int first = twoUpdatesOfARow()[0];
        int second = twoUpdatesOfARow()[1];
        Collections.swap(topic, first, second);
        assertThat(kinds()).contains(Kind.OUT_OF_ORDER);
    }

    @Test
    void namesALoadThatComesAfterAChange() {
        int update = loadedAndUpdated();
        Item load = topic.remove(loadOf(topic.get(update).row()));
        topic.add(update, load);
        assertThat(kinds()).contains(Kind.CHANGE_WITHOUT_LOAD);
    }

    @Test
    void namesAnOldStateLoadedAfterAChange() {
        int update = loadedAndUpdated();
        topic.add(update + 1, topic.get(loadOf(topic.get(update).row())));
        assertThat(kinds()).contains(Kind.STALE_LOAD);
    }

    @Test
    void namesARowWhoseRecordsStandInTwoPartitions() {
        strayed = loadedAndUpdated();
        RowId row = topic.get(strayed).row();
        assertThat(found())
                .filteredOn(anomaly -> anomaly.kind() == Kind.SEVERAL_PARTITIONS)
                .extracting(Anomaly::key)
                .containsExactly("row " + row, "message key " + row);
    }

    @Test
    void namesARowWhoseRecordsStandInTwoPartitionsUnderTwoKeys() {
        strayed = loadedAndUpdated();
        foreign = strayed;
        assertThat(found())
                .filteredOn(anomaly -> anomaly.kind() == Kind.SEVERAL_PARTITIONS)
                .extracting(Anomaly::key)
                .containsExactly("row " + topic.get(strayed).row());
    }

    @Test
    void namesATransactionCutByAMarker() {
        topic.add(insideATransaction(), Item.MARKER);
        assertThat(kinds()).containsExactly(Kind.TORN_TRANSACTION);
    }

    @Test
    void namesATransactionOfWhichAReaderSawTheBeginning() {
        readerStandsBefore = insideATransaction();
        assertThat(kinds()).containsExactly(Kind.TORN_TRANSACTION);
    }

    @Test
    void namesTransactionsAmongEachOther() {
        int inside = insideATransaction();
        int later = inside;
        while (topic.get(later).row() == null
                || change(topic.get(later)).transaction()
                        == change(topic.get(inside)).transaction()) {
            later++;
        }
        topic.add(later + 1, topic.remove(inside));
        assertThat(kinds()).contains(Kind.TRANSACTION_ORDER);
    }

    @Test
    void namesStatementsInTheWrongOrder() {
        for (int i = firstOf("update"); i < topic.size() - 1; i++) {
            Item one = topic.get(i);
            Item next = topic.get(i + 1);
            boolean neighbours = one.row() != null
                    && next.row() != null
                    && !one.row().equals(next.row())
                    && change(one).transaction() == change(next).transaction()
                    && change(one).ordinal() < change(next).ordinal();
            if (neighbours) {
                Collections.swap(topic, i, i + 1);
                assertThat(kinds()).containsExactly(Kind.TRANSACTION_ORDER);
                return;
            }
        }
        throw new AssertionError("no transaction of two statements");
    }

    @Test
    void namesATruncatedValue() {
        changeLastValue(text -> text.substring(0, text.length() - 1));
        assertThat(kinds()).containsExactly(Kind.TRUNCATED_VALUE);
    }

    @Test
    void namesAWrongValue() {
        changeLastValue(text -> text + "7");
        assertThat(kinds()).containsExactly(Kind.WRONG_VALUE);
    }

    @Test
    void namesAMissingValue() {
        int last = lastRecordOfALivingRow();
        Map<String, SeenValue> values = new HashMap<>(topic.get(last).values());
        values.remove(plainColumn(values));
        put(last, values);
        assertThat(kinds()).containsExactly(Kind.WRONG_VALUE);
    }

    @Test
    void namesARowOfTwoStates() {
        int update = firstOf("update");
        Map<String, SeenValue> values = new HashMap<>(topic.get(update).values());
        values.put("mark", new SeenValue("m1", true));
        put(update, values);
        assertThat(kinds()).containsExactly(Kind.WRONG_VALUE);
    }

    @Test
    void namesARowThatNeverWas() {
        Item item = topic.get(0);
        topic.add(1, new Item(new RowId(item.row().table(), "99"), item.event(), item.values()));
        assertThat(kinds()).contains(Kind.STALE_LOAD).contains(Kind.INVENTED);
    }

    @Test
    void namesAChangeThatNeverWas() {
        int update = firstOf("update");
        Item item = topic.get(update);
        RowEvent never = new RowEvent("update", 987_654_321);
        topic.add(update + 1, new Item(item.row(), never, item.values()));
        assertThat(kinds()).contains(Kind.INVENTED);
    }

    @Test
    void namesARecordUnderTheNameOfAnotherTable() {
        int update = firstOf("update");
        Item item = topic.get(update);
        String other = item.row().table().endsWith("shared_text") ? "ledgers.shared_binary" : "ledgers.shared_text";
        topic.set(update, new Item(new RowId(other, item.row().key()), item.event(), item.values()));
        assertThat(kinds()).contains(Kind.INVENTED, Kind.LOST_CHANGE);
    }

    @Test
    void namesADeletedRowThatComesBack() {
        for (int i = 0; i < topic.size(); i++) {
            Item item = topic.get(i);
            if (item.row() != null
                    && item.event().operation().equals("delete")
                    && last(item.row()) == i
                    && firstRecord(item.row()) < i) {
                topic.add(i + 1, topic.get(firstRecord(item.row())));
                assertThat(kinds()).contains(Kind.RESURRECTED);
                return;
            }
        }
        throw new AssertionError("no row that is gone in the end");
    }

    @Test
    void namesAChangeThatWasRolledBack() {
        int update = firstOf("update");
        Item item = topic.get(update);
        Change real = change(item);
        RowEvent undone = new RowEvent("update", item.event().version() + 1);
        run.history.rolledBack(List.of(new Change(item.row(), undone, real.transaction() + 1, 1, real.shape())));
        topic.add(update + 1, new Item(item.row(), undone, item.values()));
        assertThat(kinds()).contains(Kind.ROLLED_BACK);
    }

    @Test
    void namesColumnsOfAnotherTime() {
        int update = firstOf("update");
        Map<String, SeenValue> values = new HashMap<>(topic.get(update).values());
        values.put("c99_renamed", values.remove(plainColumn(values)));
        put(update, values);
        assertThat(kinds()).contains(Kind.WRONG_SCHEMA);
    }

    @Test
    void namesATableThatWasEmptiedWithoutARecord() {
        int drop = emptied();
        topic.remove(drop + 1);
        topic.remove(drop);
        assertThat(kinds()).containsExactly(Kind.LOST_STATEMENT);
    }

    @Test
    void namesATableOfWhichOnlyTheFirstHalfOfItsEmptyingIsTold() {
        topic.remove(emptied() + 1);
        assertThat(kinds()).containsExactly(Kind.LOST_STATEMENT);
    }

    @Test
    void namesATableThatWasDroppedWithoutARecord() throws Exception {
        for (long seed = 8; dropped() < 0; seed++) {
            run = new RecordedRun(seed, 400);
            topic = run.topic;
        }
        topic.remove(dropped());
        assertThat(kinds()).containsExactly(Kind.LOST_STATEMENT);
    }

    @Test
    void namesATableThatWasCreatedWithoutARecord() {
        topic.remove(told(TableEvent.Kind.CREATE, index -> !emptyingEndsAt(index)));
        assertThat(kinds()).containsExactly(Kind.LOST_STATEMENT);
    }

    @Test
    void namesARenamingWithoutARecord() {
        topic.remove(told(TableEvent.Kind.RENAME, index -> true));
        assertThat(kinds()).containsExactly(Kind.LOST_STATEMENT);
    }

    @Test
    void namesAnEmptyingThatIsToldTwice() {
        int drop = emptied();
        topic.addAll(drop, List.copyOf(topic.subList(drop, drop + 2)));
        assertThat(kinds()).containsExactly(Kind.DUPLICATE);
    }

    @Test
    void namesATableThatIsToldToBeGoneButIsNot() {
        topic.add(
                firstOf("update"),
                new Item(null, null, Map.of(), new TableEvent("ledgers.shared_text", TableEvent.Kind.DROP, 0)));
        assertThat(kinds()).containsExactly(Kind.DUPLICATE);
    }

    @Test
    void namesAnEmptyingToldBeforeTheRowsThatItTookAway() {
        int drop = emptiedAmongChanges();
        String table = topic.get(drop).table().table();
        int change = drop;
        while (!changes(topic.get(change), table)) {
            change--;
        }
        topic.add(drop + 1, topic.remove(change));
        assertThat(kinds()).contains(Kind.TRANSACTION_ORDER);
    }

    @Test
    void namesAnEmptyingToldAfterRowsThatCameLater() {
        int drop = emptiedAmongChanges();
        String table = topic.get(drop).table().table();
        int change = drop;
        while (!changes(topic.get(change), table)) {
            change++;
        }
        topic.addAll(change + 1, List.copyOf(topic.subList(drop, drop + 2)));
        topic.remove(drop + 1);
        topic.remove(drop);
        assertThat(kinds()).contains(Kind.TRANSACTION_ORDER);
    }

    @Test
    void writesTheSameStatementsForTheSameSeed() throws Exception {
        assertThat(new RecordedRun(7, 400).session.statements).isEqualTo(run.session.statements);
        assertThat(new RecordedRun(8, 400).session.statements).isNotEqualTo(run.session.statements);
    }

    private Set<Kind> kinds() {
        List<Anomaly> found = found();
        assertThat(found).isNotEmpty();
        return found.stream().map(Anomaly::kind).collect(Collectors.toSet());
    }

    private List<Anomaly> found() {
        TopicCheck check = new TopicCheck(run.history, 20_000, true);
        for (int i = 0; i < topic.size(); i++) {
            Item item = topic.get(i);
            if (i == readerStandsBefore) {
                check.atEnd("topic", 0);
            }
            if (item.row() != null) {
                Place place = new Place("topic", i == strayed ? 1 : 0, i);
                check.observe(
                        new SeenRow(place, item.row(), item.event(), item.values()),
                        i == foreign ? new byte[] {-1} : key(item.row()));
            } else if (item.table() != null) {
                check.observe(new SeenTable(
                        new Place("topic", 0, i),
                        item.table().table(),
                        item.table().kind()));
            }
        }
        List<Anomaly> found = new ArrayList<>(check.anomalies());
        found.addAll(check.compare(run.source(), (kind, seen) -> seen.text()));
        return found;
    }

    /** The first of the two records of a table that is emptied. */
    private int emptied() {
        return told(TableEvent.Kind.DROP, index -> emptyingEndsAt(index + 1));
    }

    /** As {@link #emptied}, of a table with changes before and after it. */
    private int emptiedAmongChanges() {
        return told(TableEvent.Kind.DROP, index -> {
            String table = topic.get(index).table().table();
            return emptyingEndsAt(index + 1)
                    && topic.subList(0, index).stream().anyMatch(item -> changes(item, table))
                    && topic.subList(index, topic.size()).stream().anyMatch(item -> changes(item, table));
        });
    }

    /** The record of a table that is dropped, or -1. */
    private int dropped() {
        return find(TableEvent.Kind.DROP, index -> !emptyingEndsAt(index + 1));
    }

    private boolean emptyingEndsAt(int index) {
        TableEvent drop = topic.get(index - 1).table();
        TableEvent create = index < topic.size() ? topic.get(index).table() : null;
        return drop != null
                && create != null
                && drop.kind() == TableEvent.Kind.DROP
                && create.kind() == TableEvent.Kind.CREATE
                && drop.place() == create.place();
    }

    private int told(TableEvent.Kind kind, IntPredicate wanted) {
        int found = find(kind, wanted);
        assertThat(found).as("record of such a " + kind).isNotNegative();
        return found;
    }

    private int find(TableEvent.Kind kind, IntPredicate wanted) {
        for (int i = 0; i < topic.size(); i++) {
            if (topic.get(i).table() != null && topic.get(i).table().kind() == kind && wanted.test(i)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether it is a change, not the load, of a row of the table. */
    private static boolean changes(Item item, String table) {
        return item.row() != null
                && item.row().table().equals(table)
                && !item.event().operation().equals("load");
    }

    private static byte[] key(RowId row) {
        return row.toString().getBytes(StandardCharsets.UTF_8);
    }

    private int firstOf(String operation) {
        for (int i = 0; i < topic.size(); i++) {
            if (topic.get(i).row() != null && topic.get(i).event().operation().equals(operation)) {
                return i;
            }
        }
        throw new AssertionError("no " + operation);
    }

    /** The change an item of the topic tells of; for a load the one that made the row. */
    private Change change(Item item) {
        return run.history.of(item.row()).stream()
                .filter(change -> change.event().version() == item.event().version()
                        && (change.event().operation().equals(item.event().operation())
                                || item.event().operation().equals("load")))
                .findFirst()
                .orElse(null);
    }

    private int firstRecord(RowId row) {
        return indexes(row).get(0);
    }

    private int last(RowId row) {
        List<Integer> indexes = indexes(row);
        return indexes.get(indexes.size() - 1);
    }

    private int loadOf(RowId row) {
        return indexes(row).stream()
                .filter(index -> topic.get(index).event().operation().equals("load"))
                .findFirst()
                .orElse(-1);
    }

    private List<Integer> indexes(RowId row) {
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < topic.size(); i++) {
            if (row.equals(topic.get(i).row())) {
                indexes.add(i);
            }
        }
        return indexes;
    }

    private RowId bornAndGoneInTheStream() {
        int insert = shared(index -> firstRecord(topic.get(index).row()) == index
                && topic.get(index).event().operation().equals("insert")
                && topic.get(last(topic.get(index).row())).event().operation().equals("delete"));
        return topic.get(insert).row();
    }

    /** The delete of a row that began after the load, with a later insert of the same row. */
    private boolean endsALifeBeforeAnother(int index) {
        RowId row = topic.get(index).row();
        return topic.get(index).event().operation().equals("delete")
                && topic.get(firstRecord(row)).event().operation().equals("insert")
                && last(row) > index;
    }

    private int onlyRecordOfItsRow() {
        return shared(index -> indexes(topic.get(index).row()).size() == 1
                && topic.get(index).event().operation().equals("load"));
    }

    private int loadedAndUpdated() {
        return shared(index -> topic.get(index).event().operation().equals("update")
                && loadOf(topic.get(index).row()) >= 0
                && indexes(topic.get(index).row()).indexOf(index) == 1);
    }

    private int lastRecordOfALivingRow() {
        return shared(index -> !topic.get(index).event().operation().equals("delete")
                && last(topic.get(index).row()) == index);
    }

    private int[] twoUpdatesOfARow() {
        int first = shared(index -> secondUpdate(index) > 0);
        return new int[] {first, secondUpdate(first)};
    }

    private int secondUpdate(int index) {
        List<Integer> indexes = indexes(topic.get(index).row());
        int next = indexes.indexOf(index) + 1;
        boolean both = next < indexes.size()
                && topic.get(index).event().operation().equals("update")
                && topic.get(indexes.get(next)).event().operation().equals("update");
        return both ? indexes.get(next) : -1;
    }

    private int insideATransaction() {
        for (int i = firstOf("update"); i < topic.size(); i++) {
            Item one = topic.get(i - 1);
            Item next = topic.get(i);
            boolean together = one.row() != null
                    && next.row() != null
                    && !one.event().operation().equals("load")
                    && change(one).transaction() == change(next).transaction();
            if (together) {
                return i;
            }
        }
        throw new AssertionError("no transaction of two changes");
    }

    /** The first such record of a table that keeps its columns and its name. */
    private int shared(IntPredicate wanted) {
        for (int i = 0; i < topic.size(); i++) {
            if (topic.get(i).row() != null
                    && topic.get(i).row().table().startsWith("ledgers.shared_")
                    && wanted.test(i)) {
                return i;
            }
        }
        throw new AssertionError("no such record");
    }

    /** In the last record of a living row of text columns alone. */
    private void changeLastValue(UnaryOperator<String> how) {
        int last = shared(index -> topic.get(index).row().table().endsWith("shared_binary")
                && !topic.get(index).event().operation().equals("delete")
                && last(topic.get(index).row()) == index);
        Map<String, SeenValue> values = new HashMap<>(topic.get(last).values());
        String column = plainColumn(values);
        values.put(column, new SeenValue(how.apply(values.get(column).text()), true));
        put(last, values);
    }

    private static String plainColumn(Map<String, SeenValue> values) {
        return values.keySet().stream()
                .filter(name -> name.endsWith("_set"))
                .findFirst()
                .or(() -> values.keySet().stream()
                        .filter(name -> name.startsWith("c"))
                        .sorted()
                        .findFirst())
                .orElseThrow();
    }

    private void put(int index, Map<String, SeenValue> values) {
        topic.set(index, new Item(topic.get(index).row(), topic.get(index).event(), values));
    }
}
