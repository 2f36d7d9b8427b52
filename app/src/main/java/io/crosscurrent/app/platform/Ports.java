/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Chooses ports to listen on. */
public final class Ports {
    private Ports() {}

    /** The wanted port if nothing listens there, or else a free one. */
    public static int freeOr(String host, int wanted) {
        return free(host, wanted) ? wanted : any(host);
    }

    /** Whether nothing listens on the port. */
    public static boolean free(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return true;
        } catch (BindException taken) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int any(String host) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, 0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
