/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.Finding.Level;
import java.util.Collection;
import java.util.stream.Collectors;

/** Lists what a finding is about, as far as a person reads. */
final class Names {
    private static final int SHOWN = 10;

    private Names() {}

    /** {@code a, b and 3 more}. */
    static String of(Collection<?> things) {
        String shown = things.stream().limit(SHOWN).map(Object::toString).collect(Collectors.joining(", "));
        return things.size() <= SHOWN ? shown : shown + " and " + (things.size() - SHOWN) + " more";
    }

    /** What is certain to fail for a task may not concern every task that an endpoint will have. */
    static Level certainFor(ServerFacts facts) {
        return facts.task() == null ? Level.WARNING : Level.FAILED;
    }
}
