/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.platform;

import io.crosscurrent.server.store.StoreAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How a platform listens, and what of it runs elsewhere.
 *
 * @param host address the control plane is bound to
 * @param port of the control plane; 0 for that of the last start, or {@value #USUAL_PORT}, or a free one
 * @param names names under which clients may call the control plane, beside addresses and {@code localhost}
 * @param store empty for the data directory
 * @param plugins directory with plug-ins of the embedded Kafka Connect; empty for {@code plugins} in the data directory
 * @param resumesJobs whether jobs of notes that ended with the embedded Flink go on at the next start
 */
public record PlatformSettings(
        String host,
        int port,
        Set<String> names,
        Clusters clusters,
        Optional<StoreAddress> store,
        Optional<Path> plugins,
        boolean resumesJobs) {
    public static final int USUAL_PORT = 4580;

    public PlatformSettings {
        Objects.requireNonNull(host);
        names = Set.copyOf(names);
    }

    public static PlatformSettings usual() {
        return onPort(0);
    }

    /** On loopback, everything embedded. */
    public static PlatformSettings onPort(int port) {
        return new PlatformSettings(
                "127.0.0.1", port, Set.of(), Clusters.none(), Optional.empty(), Optional.empty(), true);
    }
}
