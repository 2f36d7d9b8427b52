/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.shape;

/**
 * A text every row carries that follows from its version: a row that mixes two states of itself does not fit.
 */
public final class Mark {
    /** The same in SQL, of the row's column {@code version}. */
    public static final String SQL = "concat('m', version * 7919 % 1000003)";

    private Mark() {}

    public static String of(long version) {
        return "m" + version * 7919 % 1000003;
    }
}
