/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.source;

import java.util.Map;
import java.util.Objects;

/**
 * How to reach a source.
 *
 * @param engine DMS engine name: {@code mysql}, {@code mariadb}, {@code aurora}, {@code gcp-mysql}
 * @param host name or address
 * @param port 1 to 65535
 * @param user login
 * @param password secret; {@link #toString} leaves it out
 * @param sslMode {@code none}, {@code require}, {@code verify-ca} or {@code verify-full}
 * @param caPem certificate authority in PEM, or "" for the JDK's own
 * @param options engine specific, by the names of the DMS settings (for example {@code ServerTimezone})
 */
public record SourceSettings(
        String engine,
        String host,
        int port,
        String user,
        String password,
        String sslMode,
        String caPem,
        Map<String, String> options) {
    public SourceSettings {
        Objects.requireNonNull(engine);
        Objects.requireNonNull(host);
        Objects.requireNonNull(user);
        Objects.requireNonNull(password);
        Objects.requireNonNull(sslMode);
        Objects.requireNonNull(caPem);
        options = Map.copyOf(options);
    }

    /** {@code mysql://user@host:port}, without the password. */
    @Override
    public String toString() {
        return engine + "://" + user + "@" + host + ":" + port;
    }
}
