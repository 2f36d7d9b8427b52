/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import java.util.Objects;
import java.util.Optional;

/**
 * An access key that may sign requests.
 *
 * @param accessKeyId public name of the key
 * @param secret what requests are signed with; {@link #toString} leaves it out
 * @param sessionToken token that must come with every request of a temporary key, or "" for a lasting one
 */
public record SigningKey(String accessKeyId, String secret, String sessionToken) {
    public SigningKey {
        Objects.requireNonNull(accessKeyId);
        Objects.requireNonNull(secret);
        Objects.requireNonNull(sessionToken);
    }

    @Override
    public String toString() {
        return "SigningKey[" + accessKeyId + "]";
    }

    /** Where keys are looked up. Called by many threads. */
    @FunctionalInterface
    public interface Lookup {
        Optional<SigningKey> find(String accessKeyId);
    }
}
