/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Choices that look random and are the same on every machine and JDK. Not for several threads. */
final class Dice {
    // The algorithm of java.util.Random is part of its specification; that of other generators is not.
    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    /** Both ends belong. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** An amount with two decimals; both ends belong. */
    BigDecimal amount(int low, int high) {
        return BigDecimal.valueOf(between(low * 100, high * 100), 2);
    }

    BigDecimal percentOf(BigDecimal amount, int lowPercent, int highPercent) {
        return amount.multiply(BigDecimal.valueOf(between(lowPercent, highPercent)))
                .divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_UP);
    }

    <T> List<T> shuffled(List<T> values) {
        List<T> copy = new ArrayList<>(values);
        Collections.shuffle(copy, random);
        return copy;
    }

    String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(between(i == 0 ? 1 : 0, 9));
        }
        return digits.toString();
    }

    String letters(int count) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append((char) ('A' + between(0, 25)));
        }
        return letters.toString();
    }
}
