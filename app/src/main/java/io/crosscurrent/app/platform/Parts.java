/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.platform;

/** Told when a part of the platform has started or could not. Called from several threads. */
public interface Parts {
    /** @param part for example {@code Kafka}; @param millis since the platform began to start */
    void started(String part, String detail, long millis);
}
