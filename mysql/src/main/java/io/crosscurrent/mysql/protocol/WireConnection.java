/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.SourceSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection over a socket. See {@link MySqlConnection} for its contract. */
final class WireConnection implements MySqlConnection {
    private static final Logger LOG = LoggerFactory.getLogger(WireConnection.class);
    private static final int NO_LIMIT = 0;
    private static final int DEFAULT_CONNECTION_SECONDS = 10;
    private static final int DEFAULT_EXECUTE_SECONDS = 300;

    private final SourceSettings settings;
    private final Transport transport;
    private final ServerErrors errors;
    private final Greeting greeting;
    private final boolean deprecateEof;
    private final Limits limits;
    /** Held by a running command; by the stream, once there is one; by close, for good. */
    private final AtomicBoolean busy = new AtomicBoolean();

    private volatile boolean closed;
    /** Watches over the command that is running. */
    private volatile Liveness liveness;

    /**
     * In milliseconds; 0: none.
     *
     * @param connect for each of TCP connection and answers to the login
     * @param execute silence during a statement
     * @param asking whether the server is asked over another connection what it does while it is silent
     */
    private record Limits(int connect, int execute, boolean asking) {
        static Limits of(SourceSettings settings) {
            return new Limits(
                    Math.toIntExact(seconds(settings, "ConnectionTimeout", DEFAULT_CONNECTION_SECONDS) * 1000),
                    Math.toIntExact(seconds(settings, "ExecuteTimeout", DEFAULT_EXECUTE_SECONDS) * 1000),
                    true);
        }
    }

    private WireConnection(
            SourceSettings settings, Transport transport, ServerErrors errors, Login login, Limits limits)
            throws IOException {
        this.settings = settings;
        this.transport = transport;
        this.errors = errors;
        this.greeting = login.perform();
        this.deprecateEof = (login.capabilities() & Capability.DEPRECATE_EOF) != 0;
        this.limits = limits;
    }

    static WireConnection open(SourceSettings settings) {
        WireConnection connection = open(settings, Limits.of(settings));
        boolean ready = false;
        try {
            SessionSetup.run(connection, settings);
            ready = true;
            return connection;
        } finally {
            if (!ready) {
                connection.close();
            }
        }
    }

    /** For one question to a server that may be gone: as it logs in, with short limits. */
    static WireConnection probe(SourceSettings settings) {
        return open(settings, new Limits(Liveness.LIMIT_MS, Liveness.LIMIT_MS, false));
    }

    private static WireConnection open(SourceSettings settings, Limits limits) {
        TlsMode tls = TlsMode.of(settings);
        Compression compression = Compression.of(settings);
        ServerErrors errors = new ServerErrors(settings);
        Transport transport;
        try {
            transport = Transport.connect(settings, limits.connect());
        } catch (IOException e) {
            throw Thread.currentThread().isInterrupted()
                    ? interrupted(errors.address(), "login", e)
                    : NetworkErrors.connecting(settings, limits.connect(), e);
        }
        boolean open = false;
        try {
            transport.readTimeout(limits.connect());
            Login login = new Login(transport, settings, tls, compression, errors);
            WireConnection connection = new WireConnection(settings, transport, errors, login, limits);
            open = true;
            return connection;
        } catch (IOException e) {
            throw Thread.currentThread().isInterrupted()
                    ? interrupted(errors.address(), "login", e)
                    : NetworkErrors.lost(errors.address(), "login", false, limits.connect(), e);
        } finally {
            if (!open) {
                transport.close();
            }
        }
    }

    private static long seconds(SourceSettings settings, String option, int unless) {
        String text = settings.options().get(option);
        if (text == null || text.isEmpty()) {
            return unless;
        }
        try {
            long seconds = Long.parseLong(text.trim());
            if (seconds >= 0 && seconds <= Integer.MAX_VALUE / 1000) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            // Falls through to the failure that also names numbers out of range.
        }
        throw new CrosscurrentException(
                "source.invalid_setting",
                option + " of " + settings + " is \"" + text + "\".",
                "Use whole seconds from 0 (no limit) to " + Integer.MAX_VALUE / 1000 + ".");
    }

    @Override
    public String serverVersion() {
        return greeting.serverVersion();
    }

    @Override
    public long id() {
        return greeting.connectionId();
    }

    @Override
    public List<Map<String, String>> query(String sql) {
        return run(sql, "query");
    }

    @Override
    public void execute(String sql) {
        run(sql, "statement");
    }

    private List<Map<String, String>> run(String sql, String doing) {
        begin();
        boolean usable = false;
        try {
            watch(limits.execute());
            transport.out.command(Command.QUERY).text(sql).send();
            List<Map<String, String>> rows = readText(doing);
            usable = true;
            return rows;
        } catch (MySqlException e) {
            usable = true;
            throw e;
        } catch (IOException e) {
            if (!closed && Thread.currentThread().isInterrupted()) {
                throw interrupted(errors.address(), doing, e);
            }
            throw NetworkErrors.lost(errors.address(), doing, closed, limits.execute(), e);
        } finally {
            end(usable);
        }
    }

    /** The rows of the first result set that has any columns; of the others only the end counts. */
    private List<Map<String, String>> readText(String doing) throws IOException {
        List<Map<String, String>> rows = null;
        ResultSet results = new ResultSet(transport.in, deprecateEof, errors);
        do {
            List<ResultColumn> columns = results.begin(doing);
            if (columns.isEmpty()) {
                continue;
            }
            List<Map<String, String>> read = new ArrayList<>();
            while (results.next(doing)) {
                PacketFields fields = PacketFields.of(transport.in);
                String[] values = new String[columns.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = fields.lengthEncodedText();
                }
                read.add(new TextRow(columns, values));
            }
            rows = rows == null ? read : rows;
        } while (results.more());
        return rows == null ? List.of() : rows;
    }

    @Override
    public void stream(String sql, List<Object> parameters, RowHandler handler) throws InterruptedException {
        begin();
        PreparedStatement statement = new PreparedStatement(transport, deprecateEof, errors);
        try {
            watch(NO_LIMIT);
            statement.stream(sql, parameters, handler);
        } catch (IOException e) {
            throw interruptedOrLost("prepared SELECT", e);
        } finally {
            end(statement.complete());
        }
    }

    @Override
    public BinlogStream dump(DumpRequest request) {
        execute(BinlogDump.sessionVariables(request));
        begin();
        boolean usable = false;
        try {
            BinlogDump dump = new BinlogDump(this, transport, errors, request);
            dump.request(request);
            usable = true;
            return dump;
        } catch (IOException e) {
            throw NetworkErrors.lost(errors.address(), "change stream", closed, limits.execute(), e);
        } finally {
            if (!usable) {
                end(false);
            }
        }
    }

    /** What an I/O failure of a waiting call means: its thread was interrupted, or the connection is gone. */
    CrosscurrentException interruptedOrLost(String doing, IOException e) throws InterruptedException {
        boolean closedHere = closed;
        close();
        if (Thread.interrupted()) {
            InterruptedException interruption = new InterruptedException(doing + " from " + errors.address());
            interruption.initCause(e);
            throw interruption;
        }
        return NetworkErrors.lost(errors.address(), doing, closedHere, limits.execute(), e);
    }

    private static CrosscurrentException interrupted(String address, String doing, IOException cause) {
        return new CrosscurrentException(
                "source.interrupted",
                "The " + doing + " at " + address + " was interrupted.",
                "Nothing is to be done: the task is being stopped.",
                cause);
    }

    /** What happens when the server is silent during the command that begins. */
    private void watch(int limitMs) throws IOException {
        if (!limits.asking()) {
            transport.readTimeout(limitMs);
            return;
        }
        Liveness watching = new Liveness(settings, id(), limitMs);
        liveness = watching;
        if (closed) {
            watching.close();
        }
        transport.readTimeout(Liveness.SILENCE_MS, watching);
    }

    /** As {@link #watch}, until the stream has begun. */
    void watchUntilStreaming() throws IOException {
        watch(NO_LIMIT);
    }

    private void begin() {
        if (!busy.compareAndSet(false, true)) {
            if (closed) {
                throw new CrosscurrentException(
                        "source.closed", "The connection to " + errors.address() + " is closed.", "Open another.");
            }
            throw new IllegalStateException("this connection is running another command");
        }
    }

    private void end(boolean usable) {
        if (usable) {
            busy.set(false);
        } else {
            close();
        }
    }

    @Override
    public void close() {
        boolean idle = busy.compareAndSet(false, true);
        boolean first = !closed;
        closed = true;
        Liveness watching = liveness;
        if (watching != null) {
            watching.close();
        }
        if (idle && first) {
            try {
                transport.out.command(Command.QUIT).send();
            } catch (IOException e) {
                LOG.debug("{}: taking leave failed: {}", errors.address(), e.getMessage());
            }
        }
        transport.close();
    }
}
