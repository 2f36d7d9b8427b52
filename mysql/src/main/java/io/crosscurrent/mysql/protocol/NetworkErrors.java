/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.SourceSettings;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** Turns failures of the network into failures with a code and a remedy. */
final class NetworkErrors {
    private NetworkErrors() {}

    /** What kept us from reaching the server. */
    static CrosscurrentException connecting(SourceSettings settings, int timeoutMs, IOException cause) {
        String reason;
        String remedy;
        if (cause instanceof UnknownHostException) {
            reason = "the host name does not resolve";
            remedy = "Check the endpoint's ServerName and the name server of this machine.";
        } else if (cause instanceof SocketTimeoutException) {
            reason = "no answer within " + timeoutMs + " ms";
            remedy = "Check firewalls and security groups between here and the server, or raise ConnectionTimeout.";
        } else if (cause instanceof NoRouteToHostException) {
            reason = "no route to the host";
            remedy = "Check the endpoint's ServerName and the network between here and the server.";
        } else {
            reason = text(cause);
            remedy =
                    "Check the endpoint's ServerName and Port, that the server runs, and that its bind_address lets us in.";
        }
        return new CrosscurrentException(
                "source.unreachable", "Cannot reach " + settings + ": " + reason + ".", remedy, cause);
    }

    /** What ended a connection that had been there, while doing something. */
    static CrosscurrentException lost(String address, String doing, boolean closed, int timeoutMs, IOException cause) {
        if (closed) {
            return new CrosscurrentException(
                    "source.closed",
                    "The connection to " + address + " was closed here during the " + doing + ".",
                    "Open another.",
                    cause);
        }
        if (cause instanceof SocketTimeoutException) {
            return new CrosscurrentException(
                    "source.timeout",
                    address + " sent nothing for " + timeoutMs + " ms during the " + doing + ".",
                    "Look at the server's load (SHOW PROCESSLIST), or raise ExecuteTimeout.",
                    cause);
        }
        return new CrosscurrentException(
                "source.connection_lost",
                "The connection to " + address + " broke during the " + doing + ": " + text(cause) + ".",
                "The task reconnects by itself; if it keeps happening look for restarts, KILL or time-outs in the server's"
                        + " error log.",
                cause);
    }

    /** Silence where at least heartbeats were promised: the other end is gone though nobody said so. */
    static CrosscurrentException silent(String address, long silenceMs, IOException cause) {
        return new CrosscurrentException(
                "source.connection_lost",
                address + " sent neither change nor heartbeat for " + silenceMs + " ms: the connection is dead.",
                "The task reconnects by itself; if it keeps happening look at firewalls that drop idle connections.",
                cause);
    }

    private static String text(IOException cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
