/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.net;

import io.crosscurrent.core.failure.CrosscurrentException;

/**
 * Link-local addresses, 169.254.0.0/16 and fe80::/10: there the metadata services of clouds give credentials to whoever asks
 * from this machine, so no host that somebody else names, for example in an endpoint, may lead there.
 */
public final class LinkLocal {
    private static final int IPV4_BYTES = 4;

    private LinkLocal() {}

    /**
     * @param host as it was named
     * @param address 4 or 16 bytes of one of its addresses, in network order
     * @throws CrosscurrentException {@code address.link_local}
     */
    public static void refuse(String host, byte[] address) {
        int first = address[0] & 0xFF;
        int second = address[1] & 0xFF;
        boolean linkLocal =
                address.length == IPV4_BYTES ? first == 169 && second == 254 : first == 0xFE && (second & 0xC0) == 0x80;
        if (linkLocal) {
            throw new CrosscurrentException(
                    "address.link_local",
                    "The host " + host + " has a link-local address, which endpoints must not reach.",
                    "Name the host by an address that can be routed.");
        }
    }
}
