/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NodeIdentityTest {
    @Test
    void noTwoListenersAreGivenTheSamePort() throws Exception {
        // Given two free ports, and one that somebody has
        int first;
        int second;
        try (ServerSocket one = loopback();
                ServerSocket other = loopback()) {
            first = one.getLocalPort();
            second = other.getLocalPort();
        }
        try (ServerSocket somebody = loopback()) {
            Iterator<Integer> drawn =
                    List.of(first, first, somebody.getLocalPort(), second).iterator();
            Set<Integer> taken = new HashSet<>();
            // When
            int client = NodeIdentity.freePort("127.0.0.1", taken, drawn::next);
            int tls = NodeIdentity.freePort("127.0.0.1", taken, drawn::next);
            // Then
            assertThat(List.of(client, tls)).containsExactly(first, second);
        }
    }

    private static ServerSocket loopback() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
