/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import java.util.Optional;

/**
 * In whose name a service of this platform does things later, after the request that asked for them. Outlives keys and sessions:
 * what it may do is what its owner may do at that moment.
 *
 * @param owner ARN of the user or role whose policies count; "" for root
 * @param principal ARN as refusals name it
 */
public record Actor(String owner, String principal) {
    public static final Actor ROOT = new Actor("", "");

    private static final ThreadLocal<Actor> CURRENT = new ThreadLocal<>();

    /** In whose name this thread works; empty on a thread that answers a request itself. */
    public static Optional<Actor> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Does the work on this thread in this name. Not to be nested. */
    public <T, E extends Exception> T during(Caller.Work<T, E> work) throws E {
        CURRENT.set(this);
        try {
            return work.run();
        } finally {
            CURRENT.remove();
        }
    }

    /** For {@link #of}. */
    public String text() {
        return owner + "|" + principal;
    }

    /** @param text as {@link #text} gives it; "" for root */
    public static Actor of(String text) {
        int bar = text.indexOf('|');
        return bar < 0 ? ROOT : new Actor(text.substring(0, bar), text.substring(bar + 1));
    }
}
