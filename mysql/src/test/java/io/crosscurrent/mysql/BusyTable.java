/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import io.crosscurrent.testing.MySqlServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server on which something is written each time just before a snapshot is taken. */
final class BusyTable implements AutoCloseable {
    private static final String SNAPSHOT = "START TRANSACTION WITH CONSISTENT SNAPSHOT";

    private final MySqlServer server;
    private final String write;
    private final Connection writer;
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private int writes;

    /** @param write the statement */
    BusyTable(MySqlServer server, String write) throws IOException, SQLException {
        this.server = server;
        this.write = write;
        this.writer = server.connect();
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    synchronized int writes() {
        return writes;
    }

    private interface Work {
        void run() throws IOException;
    }

    /** @param sockets closed when the work cannot go on, because one side is gone or this was closed */
    private static void start(Work work, Socket... sockets) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // The other side learns it by the end of its socket.
                        for (Socket socket : sockets) {
                            close(socket);
                        }
                    }
                },
                "test-busy-table");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket there = new Socket(InetAddress.getLoopbackAddress(), server.port());
            client.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            open.add(client);
            open.add(there);
            start(() -> carry(client, there, true), client, there);
            start(() -> carry(there, client, false), client, there);
        }
    }

    private void carry(Socket from, Socket to, boolean commands) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[16 * 1024];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (commands && new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains(SNAPSHOT)) {
                write();
            }
            out.write(buffer, 0, read);
        }
        to.shutdownOutput();
    }

    private synchronized void write() throws IOException {
        try (Statement statement = writer.createStatement()) {
            statement.execute(write);
            writes++;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        listener.close();
        open.forEach(BusyTable::close);
        writer.close();
    }
}
