/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.connection;

import java.net.URI;
import java.util.Objects;

/**
 * Where the platform is and who we are.
 *
 * @param endpoint base URL of the control plane
 * @param region scope of the signature; the platform serves every region
 * @param secretKey secret; {@link #toString} leaves it out
 */
public record ConnectionSettings(URI endpoint, String region, String accessKey, String secretKey) {
    public ConnectionSettings {
        Objects.requireNonNull(endpoint);
        Objects.requireNonNull(region);
        Objects.requireNonNull(accessKey);
        Objects.requireNonNull(secretKey);
    }

    @Override
    public String toString() {
        return endpoint + " as " + accessKey + " in " + region;
    }
}
