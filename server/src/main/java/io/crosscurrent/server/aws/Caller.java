/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import java.util.Optional;

/**
 * Who is asking, for the time of one request on its thread.
 *
 * @param region of the credential scope
 * @param origin where the request comes from
 */
public record Caller(SigningKey key, String region, Origin origin) {
    private static final ThreadLocal<Caller> CURRENT = new ThreadLocal<>();

    /** The caller of the request this thread answers; empty outside of one. */
    public static Optional<Caller> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** What a request does. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** Does the work on this thread in the name of this caller. Not to be nested. */
    public <T, E extends Exception> T during(Work<T, E> work) throws E {
        CURRENT.set(this);
        try {
            return work.run();
        } finally {
            CURRENT.remove();
        }
    }
}
