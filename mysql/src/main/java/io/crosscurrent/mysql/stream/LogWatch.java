/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.mysql.load.LogEnd;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the server every five seconds how long its log is, on a thread and a connection of its own: only while the stream is not
 * known to be at the end, so an idle task holds no further connection. The list of files is asked for when there is a new one.
 */
final class LogWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);
    private static final long LOOK_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private final Supplier<MySqlConnection> connections;
    private final LogLag lag;
    private final Thread thread;
    private final Map<String, Long> sizes = new HashMap<>();
    private String server = "";
    private String lastFile = "";
    private volatile MySqlConnection connection;
    private volatile boolean closed;

    LogWatch(Supplier<MySqlConnection> connections, LogLag lag, String taskId) {
        this.connections = connections;
        this.lag = lag;
        this.thread = new Thread(this::watch, "crosscurrent-log-watch-" + taskId);
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (!closed) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                if (lag.knownToBeAtEnd()) {
                    disconnect();
                } else {
                    look();
                }
            }
        } catch (InterruptedException e) {
            // close() does this
        } finally {
            disconnect();
        }
    }

    private void look() {
        try {
            if (connection == null) {
                connection = connections.get();
            }
            lag.seen(read(connection));
        } catch (CrosscurrentException e) {
            LOG.debug("the length of the log is not known: {}", e.getMessage());
            lag.seen(LogFiles.UNKNOWN);
            disconnect();
        }
    }

    private LogFiles read(MySqlConnection from) {
        BinlogPosition end = LogEnd.read(from);
        if (!end.serverUuid().equals(server) || !end.file().equals(lastFile)) {
            // Closed files do not grow, so this is enough.
            sizes.clear();
            sizes.putAll(LogEnd.files(from));
            server = end.serverUuid();
            lastFile = end.file();
        }
        sizes.put(end.file(), end.offset());
        return LogFiles.of(sizes);
    }

    private void disconnect() {
        MySqlConnection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        disconnect();
    }
}
