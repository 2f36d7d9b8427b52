/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.mysql.protocol.MySqlConnection.BinlogStream;
import io.crosscurrent.mysql.protocol.MySqlConnection.DumpRequest;
import io.crosscurrent.mysql.protocol.MySqlConnection.EventBytes;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The change stream of one connection, which registers as a replica and asks for the log from a position on.
 *
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_replication.html">Replication protocol</a>
 */
final class BinlogDump implements BinlogStream {
    private static final String DOING = "change stream";
    private static final long MAX_OFFSET_BYTES = 0xFFFF_FFFFL;
    /** Enough for TCP to send again what a bad line loses; at one a second a dead server is noticed within 10 s. */
    private static final long SILENT_HEARTBEATS = 6;

    private static final int EVENT = 0x00;
    private static final int END = 0xFE;

    private final WireConnection connection;
    private final Transport transport;
    private final ServerErrors errors;
    private final long silenceMs;
    private final EventBytes event = new EventBytes();
    private boolean started;

    BinlogDump(WireConnection connection, Transport transport, ServerErrors errors, DumpRequest request) {
        this.connection = connection;
        this.transport = transport;
        this.errors = errors;
        this.silenceMs = request.heartbeatMillis() * SILENT_HEARTBEATS;
    }

    /** User variables through which a replica tells the server what it can do; old and new names. */
    static String sessionVariables(DumpRequest request) {
        long heartbeatNanos = request.heartbeatMillis() * 1_000_000;
        UUID replica = UUID.nameUUIDFromBytes(
                ("crosscurrent replica " + request.serverId()).getBytes(StandardCharsets.US_ASCII));
        return ("SET @master_binlog_checksum = @@global.binlog_checksum, @source_binlog_checksum ="
                        + " @@global.binlog_checksum, @master_heartbeat_period = %d, @source_heartbeat_period = %d,"
                        + " @slave_uuid = '%s', @replica_uuid = '%s'")
                .formatted(heartbeatNanos, heartbeatNanos, replica, replica);
    }

    /** Registers and requests. Errors about the position come with the first event. */
    void request(DumpRequest request) throws IOException {
        register(request.serverId());
        connection.watchUntilStreaming();
        int blocking = 0;
        if (request.gtidSet() == null) {
            if (request.offset() > MAX_OFFSET_BYTES) {
                throw new CrosscurrentException(
                        "source.position_unreachable",
                        "The position %s:%d of %s lies beyond 4 GiB, where the protocol cannot start without GTIDs."
                                .formatted(request.file(), request.offset(), errors.address()),
                        "Turn on gtid_mode, or keep max_binlog_size at 1 GiB and split large transactions; then reload the"
                                + " task.");
            }
            transport
                    .out
                    .command(Command.BINLOG_DUMP)
                    .int4(request.offset())
                    .int2(blocking)
                    .int4(request.serverId())
                    .text(request.file())
                    .send();
            return;
        }
        int throughGtid = 4;
        long firstEvent = 4;
        byte[] set = GtidSetEncoding.encode(request.gtidSet());
        transport
                .out
                .command(Command.BINLOG_DUMP_GTID)
                .int2(throughGtid)
                .int4(request.serverId())
                .int4(0)
                .int8(firstEvent)
                .int4(set.length)
                .bytes(set)
                .send();
    }

    /** Layout: server id (4 bytes); host, user, password (1 byte length each); port (2); rank (4); source id (4). */
    private void register(long serverId) throws IOException {
        byte[] host = "crosscurrent".getBytes(StandardCharsets.US_ASCII);
        transport
                .out
                .command(Command.REGISTER_REPLICA)
                .int4(serverId)
                .int1(host.length)
                .bytes(host)
                .int1(0)
                .int1(0)
                .int2(0)
                .int4(0)
                .int4(0)
                .send();
        new ResultSet(transport.in, true, errors).begin("registration as a replica");
    }

    @Override
    public EventBytes next() throws InterruptedException {
        PacketInput in = transport.in;
        try {
            in.next();
            int first = in.length == 0 ? -1 : in.buffer[in.offset] & 0xFF;
            if (first != EVENT) {
                throw ended(first);
            }
            if (!started) {
                started = true;
                transport.readTimeout((int) Math.min(Integer.MAX_VALUE, silenceMs));
            }
        } catch (SocketTimeoutException e) {
            connection.close();
            throw NetworkErrors.silent(errors.address(), silenceMs, e);
        } catch (IOException e) {
            throw connection.interruptedOrLost(DOING, e);
        }
        event.buffer = in.buffer;
        event.offset = in.offset + 1;
        event.length = in.length - 1;
        return event;
    }

    private CrosscurrentException ended(int first) throws IOException {
        if (first == 0xFF) {
            return errors.read(PacketFields.of(transport.in), DOING);
        }
        throw new IOException(
                first == END ? "the server ended the stream" : "unknown packet 0x" + Integer.toHexString(first));
    }

    @Override
    public boolean ready() {
        try {
            return transport.in.ready();
        } catch (IOException e) {
            // The next call of next() meets the same failure and names it.
            return true;
        }
    }
}
