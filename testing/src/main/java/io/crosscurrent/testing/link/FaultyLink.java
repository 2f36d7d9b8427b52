/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP proxy on a loopback port that carries connections to a server on this machine, faultlessly until told otherwise.
 * Faults hold for all connections, open and new, until {@link #heal}; they add up. Safe for use by several threads.
 *
 * <p>A stalled link acknowledges what it is sent until its buffers are full and closes nothing, as a peer that hangs or a
 * router that forgot the connection: only silence gives it away.
 */
public final class FaultyLink implements AutoCloseable {
    private static final int BACKLOG = 128;
    private static final int CONNECT_LIMIT_MS = 5_000;

    private volatile InetSocketAddress server;
    private final ServerSocket listener;
    private final LinkFaults faults = new LinkFaults();
    private final Set<LinkedPair> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger opened = new AtomicInteger();

    private FaultyLink(InetSocketAddress server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    }

    /** A link to a port of this machine. The server may come later, or be restarted. */
    public static FaultyLink to(int port) {
        try {
            FaultyLink link = new FaultyLink(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Thread thread = new Thread(link::accept, "faulty-link-" + link.port());
            thread.setDaemon(true);
            thread.start();
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients connect: this port of 127.0.0.1. */
    public int port() {
        return listener.getLocalPort();
    }

    /** New connections go to another server of this machine. */
    public FaultyLink lead(int port) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return this;
    }

    /** Every byte takes this much longer, each way; the rate stays. */
    public FaultyLink delay(Duration oneWay) {
        faults.delay(oneWay);
        return this;
    }

    /** At most so many bytes a second, each way of each connection; 0 lifts the limit. */
    public FaultyLink throttle(long bytesPerSecond) {
        faults.throttle(bytesPerSecond);
        return this;
    }

    /**
     * Loses pieces as a bad line does, seen from above TCP: everything behind a lost piece waits until it has been sent
     * again.
     *
     * @param share of the pieces (each at most 16 KiB) that are lost once, from 0 to below 1
     * @param retransmission how long a lost piece takes more
     */
    public FaultyLink lossy(double share, Duration retransmission, long seed) {
        faults.lossy(share, retransmission, seed);
        return this;
    }

    /** Nothing gets through any more, and nobody is told. New connections are taken and stay silent. */
    public FaultyLink stall() {
        stall(Direction.TO_SERVER);
        return stall(Direction.FROM_SERVER);
    }

    /** As {@link #stall()}, one way only. */
    public FaultyLink stall(Direction direction) {
        faults.stall(direction);
        return this;
    }

    /** Resets the connection over which, counted from now over all connections, byte {@code bytes} + 1 from the server would go. Once. */
    public FaultyLink cutAfter(long bytes) {
        faults.cutAfter(bytes);
        return this;
    }

    /**
     * What is open now falls silent for good, as when a router lost its table: what either side still sends is swallowed and
     * neither is told. New connections are carried. {@link #heal} does not bring the old ones back.
     */
    public FaultyLink forget() {
        open.forEach(LinkedPair::forget);
        return this;
    }

    /** Resets what is open now. New connections are carried. */
    public FaultyLink drop() {
        open.forEach(LinkedPair::reset);
        return this;
    }

    /** Resets what is open and every new connection. */
    public FaultyLink refuse() {
        faults.refuse();
        return drop();
    }

    /** Ends all faults; what was held back flows on. */
    public FaultyLink heal() {
        faults.heal();
        return this;
    }

    /** Connections carried at the moment. */
    public int connections() {
        return open.size();
    }

    /** Connections carried since the link stands, those at the moment included. */
    public int opened() {
        return opened.get();
    }

    /** Bytes delivered this way since the link stands, over all connections. */
    public long carriedBytes(Direction direction) {
        return faults.carriedBytes(direction);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (faults.refusing()) {
                    LinkedPair.reset(client);
                } else {
                    carry(client);
                }
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException("the link on port " + port() + " takes no more connections", e);
                }
            }
        }
    }

    /** A client of a server that is away sees what it would see without the link, if a moment later: a reset. */
    private void carry(Socket client) {
        Socket target = new Socket();
        try {
            target.connect(server, CONNECT_LIMIT_MS);
            LinkedPair pair = new LinkedPair(client, target, faults, open::remove);
            open.add(pair);
            opened.incrementAndGet();
            pair.start();
        } catch (IOException e) {
            LinkedPair.reset(client);
            LinkedPair.reset(target);
        }
    }

    /** Stops listening and resets what is open. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            drop();
        }
    }
}
