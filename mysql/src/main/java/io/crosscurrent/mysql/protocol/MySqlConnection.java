/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import io.crosscurrent.core.source.SourceSettings;
import java.util.List;
import java.util.Map;

/**
 * One connection to a MySQL server, speaking the client protocol. Used by one thread; {@link #close} may come from any
 * thread and ends a running call with an exception.
 *
 * <p>Every session is set up the same way whatever the server's defaults are: time zone UTC, utf8mb4, a known sql_mode,
 * long wait and net time-outs.
 */
public interface MySqlConnection extends AutoCloseable {
    /**
     * Connects and logs in. Options of the settings: {@code ConnectionTimeout} (seconds, 10, for the connection and for
     * each answer to the login), {@code ExecuteTimeout} (seconds of silence during a query, 300),
     * {@code ConnectionCompression} (none, zlib, zstd),
     * {@code AfterConnectScript} (statements separated by semicolons; their failure is logged only).
     *
     * @throws io.crosscurrent.core.failure.CrosscurrentException {@code source.unreachable}, {@code source.access_denied}, {@code source.tls}, {@code source.tls_required} …
     */
    static MySqlConnection open(SourceSettings settings) {
        return WireConnection.open(settings);
    }

    /** Version as the server names it, for example {@code 8.0.33}. */
    String serverVersion();

    /** The connection id, for KILL. */
    long id();

    /**
     * Runs a statement and returns its rows as text by column label; NULL is null. For small results only. Binary values
     * are read as UTF-8: select HEX() of them.
     *
     * @throws MySqlException when the server refuses; the connection stays usable
     */
    List<Map<String, String>> query(String sql);

    /** Runs a statement without a result set. */
    void execute(String sql);

    /**
     * Runs a prepared SELECT in the binary protocol and streams its rows without holding them. Parameters are strings,
     * longs, byte arrays or null. Waits without limit for a server that is at work, and notices within 10 s that it is
     * gone; interruption and {@link #close} end it. An exception of the handler ends the connection.
     */
    void stream(String sql, List<Object> parameters, RowHandler handler) throws InterruptedException;

    /** Turns this connection into a change stream; it serves nothing else afterwards. */
    BinlogStream dump(DumpRequest request);

    /** Ends the connection at once. Idempotent. */
    @Override
    void close();

    /** Takes rows in the binary protocol's layout: packet header 0x00, NULL bitmap (offset 2), values. */
    interface RowHandler {
        /** Called once before the first row. */
        void columns(List<ResultColumn> columns);

        /** One row. The bytes are valid during the call only. */
        void row(byte[] buffer, int offset, int length) throws InterruptedException;
    }

    /** A result column: {@code type} is the protocol's type code, {@code flags} its column flags. */
    record ResultColumn(String name, int type, int charset, int flags, long length, int decimals) {}

    /**
     * Where to begin. With {@code gtidSet} COM_BINLOG_DUMP_GTID is used, else file and offset.
     *
     * @param gtidSet executed set in MySQL's text form, or null to begin at file and offset
     * @param serverId replica id, unique among the server's replicas
     * @param heartbeatMillis silence after which the server sends a heartbeat event
     */
    record DumpRequest(String gtidSet, String file, long offset, long serverId, long heartbeatMillis) {}

    /** The events of the log. One thread reads. */
    interface BinlogStream {
        /**
         * Waits for the next event, whole (continuation packets joined), without the leading OK byte.
         *
         * @return a view that is valid until the next call
         * @throws io.crosscurrent.core.failure.CrosscurrentException {@code source.binlog_purged}, {@code source.connection_lost} …
         */
        EventBytes next() throws InterruptedException;

        /** Whether a further event is already buffered, so that {@link #next} will not wait. */
        boolean ready();
    }

    /** Bytes of one event: common header, body, and checksum if the log has one. Mutable, reused. */
    final class EventBytes {
        public byte[] buffer;
        public int offset;
        public int length;
    }
}
