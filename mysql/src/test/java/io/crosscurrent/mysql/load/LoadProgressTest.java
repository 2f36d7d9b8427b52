/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.mysql.position.BinlogPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LoadProgressTest {
    private static final BinlogPosition START = new BinlogPosition("server", "bin.000001", 4, null);
    private static final LoadRange READ = new LoadRange(null, null, START);
    private static final LoadRange UNREAD = new LoadRange(null, null, START);

    private static Key key(long value) {
        byte[] bytes = new byte[8];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) ((value ^ Long.MIN_VALUE) >>> (56 - 8 * i));
        }
        return new Key(bytes);
    }

    /** Begins the next range, up to a key of the gap, or the whole gap for null. */
    private static LoadRange begin(LoadProgress progress, Key end) {
        LoadRange range = new LoadRange(
                new KeyRange(progress.gap().low(), end == null ? progress.gap().high() : end), null, START);
        progress.begin(range);
        return range;
    }

    private static LoadRange place(LoadProgress progress, long value) {
        int behind = KeyOrder.BYTES.behind(List.of(key(value)), progress.ends())[0];
        return progress.place(behind, READ, UNREAD);
    }

    @Test
    void aRangeThatWasGivenUpIsTheNextGap() {
        // Given
        LoadProgress progress = LoadProgress.of(null);
        LoadRange first = begin(progress, key(10));
        LoadRange second = begin(progress, key(20));
        LoadRange third = begin(progress, key(30));
        // When
        progress.done(third, 10);
        progress.cancel(second);
        // Then
        assertThat(progress.gap()).isEqualTo(new KeyRange(key(10), key(20)));
        assertThat(place(progress, 10)).isSameAs(first);
        assertThat(place(progress, 11)).isSameAs(UNREAD);
        assertThat(place(progress, 21)).isSameAs(READ);
        assertThat(place(progress, 31)).isSameAs(UNREAD);
        LoadRange again = begin(progress, key(15));
        assertThat(progress.gap()).isEqualTo(new KeyRange(key(15), key(20)));
        assertThat(place(progress, 15)).isSameAs(again);
        assertThatThrownBy(() -> progress.begin(first)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRestartGoesOnWithWhatIsNotDone() {
        // Given
        LoadProgress progress = LoadProgress.of(null);
        LoadRange first = begin(progress, key(-5));
        begin(progress, key(7));
        LoadRange third = begin(progress, key(9));
        progress.done(third, 3);
        progress.done(first, 4);
        // When
        LoadProgress resumed = LoadProgress.of(progress.values());
        // Then
        assertThat(resumed.gap()).isEqualTo(new KeyRange(key(-5), key(7)));
        resumed.done(begin(resumed, null), 1);
        assertThat(resumed.gap()).isEqualTo(new KeyRange(key(9), null));
        resumed.done(begin(resumed, null), 1);
        assertThat(resumed.complete()).isTrue();
        assertThat(resumed.rows()).isEqualTo(9);
    }

    @Test
    void everyKeyHasOnePlaceWhateverTheOrderOfReading() {
        for (int seed = 0; seed < 200; seed++) {
            // Given
            Random random = new Random(seed);
            LoadProgress progress = LoadProgress.of(null);
            List<LoadRange> open = new ArrayList<>();
            List<KeyRange> done = new ArrayList<>();
            // When
            for (int step = 0; step < 30; step++) {
                int choice = random.nextInt(3);
                if (choice == 0 && progress.gap() != null) {
                    KeyRange gap = progress.gap();
                    long low = gap.low() == null ? -20 : new KeyBytes(gap.low().bytes()).signed();
                    long high =
                            gap.high() == null ? 200 : new KeyBytes(gap.high().bytes()).signed();
                    long end = low + 1 + random.nextInt(12);
                    open.add(begin(progress, end >= high ? null : key(end)));
                } else if (choice == 1 && !open.isEmpty()) {
                    LoadRange range = open.remove(random.nextInt(open.size()));
                    progress.done(range, 1);
                    done.add(range.keys());
                } else if (choice == 2 && !open.isEmpty() && random.nextBoolean()) {
                    progress.cancel(open.remove(random.nextInt(open.size())));
                }
                // Then
                for (long value = -25; value < 60; value++) {
                    Key key = key(value);
                    LoadRange expected = open.stream()
                            .filter(range -> range.keys().contains(key))
                            .findFirst()
                            .orElse(done.stream().anyMatch(range -> range.contains(key)) ? READ : UNREAD);
                    assertThat(place(progress, value))
                            .as("seed %d, key %d", seed, value)
                            .isSameAs(expected);
                }
            }
        }
    }

    @Test
    void aFirstLoadUnderWayFulfilsAWishAndAFinishedOneBeginsAgain() {
        // Given
        LoadProgress progress = LoadProgress.of(null);
        progress.done(begin(progress, key(3)), 3);
        // When
        progress.wanted(7);
        // Then
        assertThat(progress.again()).isFalse();
        assertThat(progress.rows()).isEqualTo(3);
        progress.ended(99);
        LoadProgress resumed = LoadProgress.of(progress.values());
        resumed.wanted(7);
        assertThat(resumed.complete()).isTrue();
        resumed.wanted(8);
        assertThat(resumed.complete()).isFalse();
        assertThat(resumed.again()).isTrue();
        assertThat(resumed.rows()).isZero();
        assertThat(resumed.gap()).isEqualTo(new KeyRange(null, null));
    }

    @Test
    void rangesOfAnotherOrderAreNoticedAlsoAfterARestart() {
        // Given
        LoadProgress progress = LoadProgress.of(null);
        assertThat(progress.orderedBy("id INT")).isTrue();
        progress.done(begin(progress, key(3)), 3);
        // When
        LoadProgress resumed = LoadProgress.of(progress.values());
        // Then
        assertThat(resumed.orderedBy("id INT")).isTrue();
        assertThat(LoadProgress.of(progress.values()).orderedBy("code VARCHAR")).isFalse();
        assertThat(LoadProgress.of(Map.of("done", "")).orderedBy("code VARCHAR"))
                .isTrue();
    }

    @Test
    void theShareOfAnIntegerKeyIsThatOfItsSpan() {
        // Given
        RangeSize size = new RangeSize(100, 0, RangeSize.limitBytes(8, 512L << 20));
        LoadProgress progress = LoadProgress.of(null);
        progress.done(begin(progress, key(100)), 10);
        assertThat(progress.share(size)).isZero();
        // When
        size.first(new KeyBytes(key(-300).bytes()).unsignedBits());
        size.last(new KeyBytes(key(1_300).bytes()).unsignedBits());
        // Then
        assertThat(progress.share(size)).isEqualTo(0.25);
        progress.done(begin(progress, null), 30);
        assertThat(progress.share(size)).isEqualTo(1);
    }
}
