/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import java.util.Set;

/**
 * Which Host headers are ours. A web page can make its own name resolve to our address (DNS rebinding); then the Host
 * header still carries that name. Addresses and the loopback name cannot be rebound, other names must be listed.
 */
record HostRule(Set<String> names) {
    boolean allows(String host) {
        String name = withoutPort(host);
        return name.equals("localhost")
                || name.startsWith("[")
                || name.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
                || names.contains(name);
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return (colon > host.lastIndexOf(']') ? host.substring(0, colon) : host).toLowerCase(java.util.Locale.ROOT);
    }
}
