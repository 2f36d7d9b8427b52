/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import io.crosscurrent.core.net.LinkLocal;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.mysql.protocol.PatientInput.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of one connection in both directions, plain, encrypted or compressed. One thread reads and writes;
 * {@link #close} may come from any thread and ends its waiting, and so does interrupting it.
 */
final class Transport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);
    private static final int KEEPALIVE_IDLE_SECONDS = 3;
    private static final int KEEPALIVE_INTERVAL_SECONDS = 2;
    private static final int KEEPALIVE_COUNT = 3;

    private final SocketChannel channel;
    final PacketInput in;
    final PacketOutput out;
    private SSLSocket tls;
    private Patience patience = Patience.NONE;

    private Transport(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.in = new PacketInput(new PatientInput(channel.socket().getInputStream(), () -> patience));
        this.out = new PacketOutput(channel.socket().getOutputStream());
    }

    /** Connects to the first address of the host that answers. */
    static Transport connect(SourceSettings settings, int timeoutMs) throws IOException {
        IOException failure = null;
        for (InetAddress address : InetAddress.getAllByName(settings.host())) {
            LinkLocal.refuse(settings.host(), address.getAddress());
            SocketChannel channel = SocketChannel.open();
            try {
                channel.socket().connect(new InetSocketAddress(address, settings.port()), timeoutMs);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                keepAlive(channel);
                return new Transport(channel);
            } catch (IOException e) {
                channel.close();
                failure = e;
            }
        }
        throw failure;
    }

    /** A peer that is off the network is noticed within 9 seconds even while nothing is expected from it. */
    private static void keepAlive(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        if (channel.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEPALIVE_IDLE_SECONDS);
            channel.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEPALIVE_INTERVAL_SECONDS);
            channel.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEPALIVE_COUNT);
        }
    }

    /** Longest silence while something is expected; 0: none. */
    void readTimeout(int millis) throws SocketException {
        readTimeout(millis, Patience.NONE);
    }

    /** After how long a silence {@code patience} is asked; 0: never. */
    void readTimeout(int millis, Patience patience) throws SocketException {
        this.patience = patience;
        channel.socket().setSoTimeout(millis);
    }

    void encrypt(TlsMode mode, SourceSettings settings) throws IOException {
        tls = mode.upgrade(channel.socket(), settings);
        in.switchTo(new PatientInput(tls.getInputStream(), () -> patience));
        out.switchTo(tls.getOutputStream());
    }

    boolean encrypted() {
        return tls != null;
    }

    /** For example {@code TLSv1.3}; "" when not encrypted. */
    String tlsProtocol() {
        return tls == null ? "" : tls.getSession().getProtocol();
    }

    void compress(Compression compression) throws IOException {
        InputStream bytes = tls == null ? channel.socket().getInputStream() : tls.getInputStream();
        in.switchTo(new CompressedInput(new PatientInput(bytes, () -> patience), compression));
        out.switchTo(new CompressedOutput(tls == null ? channel.socket().getOutputStream() : tls.getOutputStream()));
    }

    /** Closes the channel below TLS: closing the TLS socket could wait for a thread that is reading. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing is left to be done with a connection whose descriptor is released in any case.
            LOG.debug("closing the connection: {}", e.getMessage());
        }
    }
}
