/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.engine;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.net.LinkLocal;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses of hosts that users, or clusters of users, name. */
public final class Hosts {
    private Hosts() {}

    /**
     * @param host name or address
     * @return all its addresses, none of them link-local
     * @throws CrosscurrentException {@code address.link_local}
     */
    public static InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (InetAddress address : addresses) {
            LinkLocal.refuse(host, address.getAddress());
        }
        return addresses;
    }
}
