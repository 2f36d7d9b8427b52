/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.platform;

import java.util.Objects;

/**
 * How a platform listens.
 *
 * @param host address the control plane is bound to
 * @param port of the control plane; 0 for that of the last start, or {@value #USUAL_PORT}, or a free one
 */
public record PlatformSettings(String host, int port) {
    public static final int USUAL_PORT = 4580;

    public PlatformSettings {
        Objects.requireNonNull(host);
    }

    public static PlatformSettings usual() {
        return new PlatformSettings("127.0.0.1", 0);
    }
}
