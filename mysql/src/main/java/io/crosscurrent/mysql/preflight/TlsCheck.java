/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.Finding;
import java.util.List;

/** Whether the connection is encrypted. */
final class TlsCheck implements Check {
    private static final String NAME = "tls";

    @Override
    public List<Finding> examine(ServerFacts facts) {
        if (!facts.tls().isEmpty()) {
            String verified = facts.settings().sslMode().equals("require") ? ", certificate not verified" : "";
            return Check.passed(NAME, "Encrypted with " + facts.tls() + verified + ".");
        }
        String host = facts.settings().host();
        if (host.equals("localhost") || host.startsWith("127.") || host.equals("::1")) {
            return Check.passed(NAME, "Not encrypted, but " + host + " is this machine.");
        }
        return Check.warning(
                NAME,
                "The connection to " + host + " is not encrypted.",
                "Set the endpoint's SslMode to verify-full, or verify-ca, and import the server's certificate authority.");
    }
}
