/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

/**
 * Where a request comes from, as policies may ask.
 *
 * @param sourceIp address of the peer, "" when a service of this platform asks for somebody
 * @param secure whether it came over TLS
 * @param userAgent as the client names itself, "" when it does not
 */
public record Origin(String sourceIp, boolean secure, String userAgent) {
    /** A service of this platform that asks for somebody. */
    public static final Origin SERVICE = new Origin("", false, "");

    /** Whether a service of this platform asks, on behalf of whoever asked it. */
    public boolean service() {
        return sourceIp.isEmpty();
    }
}
