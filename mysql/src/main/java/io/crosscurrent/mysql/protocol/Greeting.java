/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import java.io.IOException;
import java.util.Arrays;

/**
 * The server's first packet, protocol version 10.
 *
 * @param serverVersion as the server names it
 * @param connectionId for KILL
 * @param challenge 20 bytes that passwords are scrambled with
 * @param capabilities flags of {@link Capability}
 * @param plugin the server's default authentication plug-in
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase_packets_protocol_handshake_v10.html">HandshakeV10</a>
 */
record Greeting(String serverVersion, long connectionId, byte[] challenge, long capabilities, String plugin) {
    private static final int CHALLENGE_BYTES = 20;

    static Greeting read(PacketFields in) throws IOException {
        int protocol = in.int1();
        if (protocol != 10) {
            throw new IOException("protocol version " + protocol + " instead of 10: is this a MySQL server?");
        }
        String version = in.nulTerminated();
        long id = in.int4();
        byte[] first = in.bytes(8);
        in.skip(1);
        long capabilities = in.int2();
        in.skip(3);
        capabilities |= (long) in.int2() << 16;
        in.skip(11);
        byte[] challenge = Arrays.copyOf(first, CHALLENGE_BYTES);
        byte[] second = in.bytes(CHALLENGE_BYTES - first.length);
        System.arraycopy(second, 0, challenge, first.length, second.length);
        in.skip(1);
        return new Greeting(version, id, challenge, capabilities, in.nulTerminated());
    }

    boolean has(long capability) {
        return (capabilities & capability) != 0;
    }
}
