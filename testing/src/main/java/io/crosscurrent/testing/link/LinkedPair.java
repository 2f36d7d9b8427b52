/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One carried connection: two sockets, and for each direction a thread that takes and one that delivers. */
final class LinkedPair {
    private static final int PIECE_BYTES = 16 * 1024;
    /** Up to 8 MiB are under way in each direction: a delay must not become a limit of the rate. */
    private static final int PIECES = 512;

    private final Socket client;
    private final Socket server;
    private final LinkFaults faults;
    private final Consumer<LinkedPair> ended;
    private final AtomicInteger openDirections = new AtomicInteger(2);
    private final Thread[] threads = new Thread[4];
    private volatile boolean forgotten;

    private record Piece(byte[] bytes, long arrivedNanos) {
        boolean end() {
            return bytes.length == 0;
        }
    }

    /** @param ended told once neither side sends any more */
    LinkedPair(Socket client, Socket server, LinkFaults faults, Consumer<LinkedPair> ended) throws IOException {
        this.client = client;
        this.server = server;
        this.faults = faults;
        this.ended = ended;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        direction(0, Direction.TO_SERVER, client, server);
        direction(2, Direction.FROM_SERVER, server, client);
    }

    private void direction(int index, Direction direction, Socket from, Socket to) {
        BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(PIECES);
        threads[index] = thread("takes " + direction, () -> take(from, pieces));
        threads[index + 1] = thread("delivers " + direction, () -> deliver(direction, pieces, to));
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private Thread thread(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException e) {
                        // one side is gone: the other learns it as it would without us
                        reset();
                    }
                },
                "link " + client.getPort() + " " + name);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        for (Thread thread : threads) {
            thread.start();
        }
    }

    private static void take(Socket from, BlockingQueue<Piece> pieces) throws IOException, InterruptedException {
        InputStream in = from.getInputStream();
        byte[] buffer = new byte[PIECE_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            pieces.put(new Piece(Arrays.copyOf(buffer, read), System.nanoTime()));
        }
        pieces.put(new Piece(new byte[0], System.nanoTime()));
    }

    private void deliver(Direction direction, BlockingQueue<Piece> pieces, Socket to)
            throws IOException, InterruptedException {
        OutputStream out = to.getOutputStream();
        long previousNanos = System.nanoTime();
        int previousLength = 0;
        while (true) {
            Piece piece = pieces.take();
            int length = piece.bytes().length;
            if (forgotten) {
                // An end is not passed on either.
                continue;
            }
            int passed = faults.pass(direction, length, piece.arrivedNanos(), previousNanos, previousLength);
            if (piece.end()) {
                to.shutdownOutput();
                endDirection();
                return;
            }
            out.write(piece.bytes(), 0, passed);
            if (passed < length) {
                reset();
                return;
            }
            previousNanos = System.nanoTime();
            previousLength = length;
        }
    }

    private void endDirection() throws IOException {
        if (openDirections.decrementAndGet() == 0) {
            client.close();
            server.close();
            ended.accept(this);
        }
    }

    /** Swallows everything from now on, ends included. */
    void forget() {
        forgotten = true;
    }

    /** Ends both connections with a reset. Idempotent; from any thread. */
    void reset() {
        reset(client);
        reset(server);
        for (Thread thread : threads) {
            if (thread != Thread.currentThread()) {
                thread.interrupt();
            }
        }
        ended.accept(this);
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException alreadyClosed) {
            // never connected, or closed by another thread: there is nobody to tell
        }
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a socket cannot be closed", e);
        }
    }
}
