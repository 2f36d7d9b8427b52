/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.engines.sql.SqlEngine.ResultColumn;
import io.crosscurrent.engines.sql.SqlEngine.Row;
import io.crosscurrent.server.studio.result.LiveResult.Frame;
import io.crosscurrent.server.studio.result.LiveResult.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LiveResultTest {
    private static final List<ResultColumn> COLUMNS =
            List.of(new ResultColumn("status", "STRING"), new ResultColumn("orders", "BIGINT"));

    private final LiveResult result = unbounded(Mode.UPDATE);

    private static LiveResult unbounded(Mode mode) {
        return new LiveResult(COLUMNS, mode, 1_000_000, Long.MAX_VALUE);
    }

    private static LiveResult bounded(int rows, long characters) {
        return new LiveResult(COLUMNS, Mode.UPDATE, rows, characters);
    }

    /** Changes as {@code +I a 1}; a missing word is NULL. */
    private static List<Row> changes(String... lines) {
        List<Row> changes = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            changes.add(new Row(words[0], Arrays.asList(words[1], words.length > 2 ? words[2] : null)));
        }
        return changes;
    }

    private static List<String> row(String status, String orders) {
        return Arrays.asList(status, orders);
    }

    /** What the changes come to when rows are only counted: the model. Unknown removals are ignored. */
    private static List<List<String>> multiset(List<Row> changes) {
        List<List<String>> rows = new ArrayList<>();
        for (Row change : changes) {
            if (change.kind().startsWith("+")) {
                rows.add(change.values());
            } else {
                rows.remove(change.values());
            }
        }
        return rows;
    }

    /** Any changelog: few different values, so that equal rows are many, updates with and without their halves. */
    private static List<Row> anyChanges(Random random, int count) {
        List<Row> changes = new ArrayList<>();
        while (changes.size() < count) {
            List<List<String>> now = multiset(changes);
            List<String> fresh = row(random.nextInt(8) == 0 ? null : "s" + random.nextInt(3), "" + random.nextInt(3));
            List<String> old = now.isEmpty() ? fresh : now.get(random.nextInt(now.size()));
            switch (random.nextInt(8)) {
                case 0, 1 -> changes.add(new Row("+I", fresh));
                case 2, 3 -> {
                    changes.add(new Row("-U", old));
                    changes.add(new Row("+U", fresh));
                }
                case 4 -> changes.add(new Row("-D", old));
                case 5 -> changes.add(new Row("-U", old));
                case 6 -> changes.add(new Row("+U", fresh));
                default -> changes.add(new Row(random.nextBoolean() ? "-D" : "-U", fresh));
            }
        }
        return changes;
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyChangelogComesToTheSameRowsAsCounting(long seed) {
        // Given
        Random random = new Random(seed);
        List<Row> changes = anyChanges(random, 1 + random.nextInt(200));
        // When
        result.apply(changes);
        result.release();
        // Then
        assertThat(result.values()).containsExactlyInAnyOrderElementsOf(multiset(changes));
        assertThat(result.counts().rows()).isEqualTo(result.values().size());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void itDoesNotMatterWherePagesAreCut(long seed) {
        // Given
        Random random = new Random(seed);
        List<Row> changes = anyChanges(random, 60);
        result.apply(changes);
        result.release();
        for (int cut = 0; cut <= changes.size(); cut++) {
            // When
            LiveResult other = unbounded(Mode.UPDATE);
            other.apply(changes.subList(0, cut));
            other.apply(List.of());
            other.apply(changes.subList(cut, changes.size()));
            other.release();
            // Then
            assertThat(other.frame(-1).set()).isEqualTo(result.frame(-1).set());
            assertThat(other.version()).isEqualTo(result.version());
            assertThat(other.notice()).isEqualTo(result.notice());
        }
        // When
        LiveResult oneByOne = unbounded(Mode.UPDATE);
        changes.forEach(change -> oneByOne.apply(List.of(change)));
        oneByOne.release();
        // Then
        assertThat(oneByOne.frame(-1).set()).isEqualTo(result.frame(-1).set());
    }

    /** A page: it knows rows by id and applies what it is told. */
    private static final class Viewer {
        private final Map<Long, List<String>> rows = new LinkedHashMap<>();
        private long version = -1;

        void look(LiveResult result) {
            Frame frame = result.frame(version);
            if (frame.whole()) {
                rows.clear();
            }
            frame.removed().forEach(rows::remove);
            rows.putAll(frame.set());
            version = frame.version();
        }
    }

    @ParameterizedTest
    @CsvSource({"1000000,0", "7,0", "5,104", "1,0"})
    void framesOneAfterAnotherComeToTheSnapshot(int mostRows, long mostCharacters) {
        for (long seed = 0; seed < 100; seed++) {
            // Given
            Random random = new Random(seed);
            LiveResult live = bounded(mostRows, mostCharacters == 0 ? Long.MAX_VALUE : mostCharacters);
            List<Viewer> viewers = List.of(new Viewer(), new Viewer(), new Viewer());
            for (Row change : anyChanges(random, 150)) {
                // When
                live.apply(List.of(change));
                for (int i = 0; i < viewers.size(); i++) {
                    if (random.nextInt(1 + i * 8) == 0) {
                        viewers.get(i).look(live);
                    }
                }
                // Then
                Map<Long, List<String>> all = live.frame(-1).set();
                assertThat(viewers.get(0).rows).isEqualTo(all);
                assertThat(viewers.get(0).rows.keySet()).containsExactlyElementsOf(all.keySet());
            }
            for (Viewer viewer : viewers) {
                viewer.look(live);
                assertThat(new ArrayList<>(viewer.rows.entrySet()))
                        .as("seed %d", seed)
                        .isEqualTo(new ArrayList<>(live.frame(-1).set().entrySet()));
            }
        }
    }

    @Test
    void whoComesBackTooLateIsToldEverything() {
        // Given
        LiveResult live = bounded(10, Long.MAX_VALUE);
        Viewer viewer = new Viewer();
        viewer.look(live);
        // When
        for (int i = 0; i < 70_000; i++) {
            live.apply(changes("+I a " + i));
        }
        // Then
        assertThat(live.frame(viewer.version).whole()).isTrue();
        viewer.look(live);
        assertThat(viewer.rows).isEqualTo(live.frame(-1).set());
    }

    @Test
    void aVersionOfAnotherRunIsToldEverything() {
        result.apply(changes("+I a 1"));
        assertThat(result.frame(result.version()).whole()).isFalse();
        assertThat(result.frame(result.version() + 1).whole()).isTrue();
    }

    @Test
    void whenNothingHappenedAFrameIsEmpty() {
        result.apply(changes("+I a 1"));
        Frame frame = result.frame(result.version());
        assertThat(frame.set()).isEmpty();
        assertThat(frame.removed()).isEmpty();
        assertThat(frame.counts().rows()).isEqualTo(1);
    }

    @Test
    void equalRowsAreKeptApart() {
        result.apply(changes("+I a 1", "+I a 1", "+I a 1", "-D a 1"));
        assertThat(result.values()).containsExactly(row("a", "1"), row("a", "1"));
    }

    @Test
    void ofEqualRowsTheNewestIsRemoved() {
        result.apply(changes("+I a 1", "+I b 1", "+I a 1", "-D a 1"));
        assertThat(result.values()).containsExactly(row("a", "1"), row("b", "1"));
    }

    @Test
    void nullIsNeitherEmptyNorTheWord() {
        result.apply(changes("+I a", "+I a null"));
        result.apply(List.of(new Row("+I", row("a", "")), new Row("-D", row("a", null))));
        assertThat(result.values()).containsExactly(row("a", "null"), row("a", ""));
    }

    @Test
    void anUpdateKeepsTheIdAndThePlaceOfItsRow() {
        // Given
        result.apply(changes("+I a 1", "+I b 1", "+I c 1"));
        List<Long> ids = List.copyOf(result.frame(-1).set().keySet());
        long before = result.version();
        // When
        result.apply(changes("-U b 1", "+U b 2"));
        // Then
        assertThat(result.frame(before).set()).isEqualTo(Map.of(ids.get(1), row("b", "2")));
        assertThat(result.frame(before).removed()).isEmpty();
        assertThat(result.frame(-1).set().keySet()).containsExactlyElementsOf(ids);
    }

    @Test
    void halfAnUpdateIsSeenOnlyWhenItsOtherHalfIsThere() {
        result.apply(changes("+I a 1", "-U a 1"));
        assertThat(result.values()).containsExactly(row("a", "1"));
        result.apply(changes("+U a 2"));
        assertThat(result.values()).containsExactly(row("a", "2"));
        assertThat(result.counts().deleted()).isZero();
    }

    @Test
    void halfAnUpdateThatStaysAloneIsADelete() {
        result.apply(changes("+I a 1", "-U a 1"));
        result.release();
        result.release();
        assertThat(result.values()).isEmpty();
        assertThat(result.counts().deleted()).isEqualTo(1);
    }

    @Test
    void aDeleteIsTheNextFrame() {
        // Given
        result.apply(changes("+I a 1", "+I b 1"));
        long before = result.version();
        long id = result.frame(-1).set().keySet().iterator().next();
        // When
        result.apply(changes("-D a 1"));
        // Then
        assertThat(result.frame(before).removed()).containsExactly(id);
        assertThat(result.frame(before).set()).isEmpty();
    }

    @Test
    void countsWhatHappened() {
        result.apply(changes("+I a 1", "+I b 1", "-U a 1", "+U a 2", "-D b 1", "+I c 1"));
        assertThat(result.counts())
                .extracting("rows", "changes", "inserted", "updated", "deleted")
                .containsExactly(2L, 5L, 3L, 1L, 1L);
        assertThat(result.notice()).isEmpty();
    }

    @Test
    void saysWhenAChangeHadNoRow() {
        result.apply(changes("+I a 1", "-D b 1", "-U c 1", "+U c 2"));
        assertThat(result.values()).containsExactly(row("a", "1"), row("c", "2"));
        assertThat(result.notice()).isEqualTo("2 changes had no matching row.");
    }

    @Test
    void keepsTheNewestRowsAndSaysSo() {
        // Given
        LiveResult live = bounded(2, Long.MAX_VALUE);
        // When
        live.apply(changes("+I a 1", "+I b 1", "+I c 1", "+I d 1"));
        // Then
        assertThat(live.values()).containsExactly(row("c", "1"), row("d", "1"));
        assertThat(live.notice()).contains("newest 2 rows").contains("2 older ones were dropped");
        // the end of a row that was dropped is no surprise
        live.apply(changes("-D a 1"));
        assertThat(live.notice()).doesNotContain("no matching row");
    }

    @Test
    void keepsNoMoreCharactersThanAllowed() {
        // Given: a value counts 24 more than its characters
        LiveResult live = bounded(100, 124);
        // When
        live.apply(changes("+I aa 1111", "+I bb 2222", "+I cc 3333"));
        // Then
        assertThat(live.values()).containsExactly(row("bb", "2222"), row("cc", "3333"));
        live.apply(changes("-D bb 2222", "+I dd 4444"));
        assertThat(live.values()).as("what is gone no longer counts").hasSize(2);
        live.apply(changes("-U dd 4444", "+U dd " + "4".repeat(40)));
        assertThat(live.values()).as("an update may be larger").containsExactly(row("dd", "4".repeat(40)));
    }

    @Test
    void oneRowIsKeptHoweverLargeItIs() {
        LiveResult live = bounded(100, 10);
        live.apply(changes("+I a 1", "+I b " + "x".repeat(100)));
        assertThat(live.values()).containsExactly(row("b", "x".repeat(100)));
    }

    @ParameterizedTest
    @CsvSource({"-D a 1", "-U a 1", "-U a 1;+U a 2"})
    void appendSwitchesWhenARowGoesOrChanges(String more) {
        // Given
        LiveResult live = unbounded(Mode.APPEND);
        live.apply(changes("+I a 1", "+I b 1"));
        assertThat(live.mode()).isEqualTo(Mode.APPEND);
        assertThat(live.notice()).isEmpty();
        // When
        live.apply(changes(more.split(";")));
        live.release();
        // Then
        assertThat(live.mode()).isEqualTo(Mode.UPDATE);
        assertThat(live.notice()).contains("changed or deleted");
        assertThat(live.frame(-1).mode()).isEqualTo(Mode.UPDATE);
    }

    @Test
    void singleIsTheNewestRow() {
        // Given
        LiveResult live = unbounded(Mode.SINGLE);
        // When
        live.apply(changes("+I a 1", "+I b 1"));
        // Then
        assertThat(live.values()).containsExactly(row("b", "1"));
        live.apply(changes("-U b 1", "+U b 2"));
        assertThat(live.values()).containsExactly(row("b", "2"));
        live.apply(changes("-U a 1", "+U a 2", "-D c 1"));
        assertThat(live.values()).containsExactly(row("a", "2"));
        assertThat(live.notice()).isEmpty();
    }

    @Test
    void rowsOlderThanTheThresholdGo() {
        // Given
        List<ResultColumn> columns = List.of(new ResultColumn("at", "TIMESTAMP(3)"), new ResultColumn("n", "INT"));
        LiveResult live = new LiveResult(columns, Mode.APPEND, 100, 1_000_000, 60_000);
        // When
        live.apply(List.of(
                new Row("+I", row("2026-11-01 10:00:00.000", "1")),
                new Row("+I", row("2026-11-01 10:01:00.000", "2")),
                new Row("+I", row("2026-11-01 10:00:30.000", "3")),
                new Row("+I", row(null, "4")),
                new Row("+I", row("2026-11-01 10:01:20.500", "5"))));
        // Then
        assertThat(live.values()).extracting(values -> values.get(1)).containsExactly("2", "3", "4", "5");
        assertThat(live.frame(0).removed()).containsExactly(0L);
        assertThat(live.notice()).isEmpty();
    }

    @Test
    void aThresholdWithoutTimestampsIsToldAndHarmless() {
        LiveResult live = new LiveResult(COLUMNS, Mode.APPEND, 100, 1_000_000, 60_000);
        live.apply(changes("+I a 1", "+I b 1"));
        assertThat(live.values()).hasSize(2);
        assertThat(live.notice()).contains("no timestamp");
    }
}
