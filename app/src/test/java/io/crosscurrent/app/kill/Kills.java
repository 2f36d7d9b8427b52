/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.kill;

/**
 * At which of its steps each wish is killed, by the system property {@code crosscurrent.kills}: {@code all}, {@code 5-9} for those
 * steps, counted from 1. Without it each wish of several steps is killed once: the first of a life at its first step, and each
 * that follows a little further on, so that all parts of wishes have their turn.
 *
 * @param first the first step, included; 0 for one of each wish
 * @param last the last step, included
 */
record Kills(int first, int last) {
    private static final int FEW_STEPS = 3;

    static Kills asked() {
        String asked = System.getProperty("crosscurrent.kills", "");
        if (asked.isEmpty()) {
            return new Kills(0, 0);
        }
        if (asked.equals("all")) {
            return new Kills(1, Integer.MAX_VALUE);
        }
        if (!asked.matches("[1-9]\\d{0,5}-[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException(
                    "crosscurrent.kills is \"" + asked + "\"; it takes all, or a first and a last step like 5-9.");
        }
        String[] ends = asked.split("-");
        return new Kills(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
    }

    /**
     * The step at which a wish is killed in a pass; 0 for none.
     *
     * @param steps of the wish
     * @param place of the wish in its life, from 0
     * @param wishes of the life
     */
    int step(int pass, int steps, int place, int wishes) {
        if (first == 0) {
            return steps < FEW_STEPS ? 0 : 1 + place * steps / wishes;
        }
        return pass <= steps ? pass : 0;
    }
}
