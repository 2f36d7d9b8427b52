/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.measure.Troubles;
import io.crosscurrent.mysql.binlog.BinlogReader;
import io.crosscurrent.mysql.load.LogEnd;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.position.GtidSet;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.protocol.MySqlConnection.BinlogStream;
import io.crosscurrent.mysql.protocol.MySqlConnection.DumpRequest;
import io.crosscurrent.mysql.protocol.MySqlConnection.EventBytes;
import io.crosscurrent.mysql.protocol.Patience;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log until told to stop: connects, makes sure that the server can continue where we stand, and after a lost
 * connection begins again from the last unit. One thread.
 */
final class StreamLoop {
    private static final Logger LOG = LoggerFactory.getLogger(StreamLoop.class);
    /** Silence of the log after which the server says that it lives; also how often an idle stream looks around. */
    private static final long HEARTBEAT_MILLIS = 1_000;

    private final Supplier<MySqlConnection> connections;
    private final Lookups lookups;
    private final StreamPosition position;
    private final Moments moments;
    private final ChangeStream stream;
    private final long serverId;
    private final Patience patience;
    private volatile MySqlConnection current;

    StreamLoop(
            Supplier<MySqlConnection> connections,
            Lookups lookups,
            StreamPosition position,
            Moments moments,
            ChangeStream stream,
            long serverId,
            Troubles troubles) {
        this.connections = connections;
        this.lookups = lookups;
        this.position = position;
        this.moments = moments;
        this.stream = stream;
        this.serverId = serverId;
        this.patience = new Patience(troubles);
    }

    /** @param ended asked after every event */
    void run(BooleanSupplier ended) throws InterruptedException {
        while (!ended.getAsBoolean()) {
            try {
                connected(ended);
            } catch (CrosscurrentException e) {
                if (ended.getAsBoolean()) {
                    return;
                }
                if (!Patience.passing(e)) {
                    throw e;
                }
                LOG.warn(
                        "change stream begins again at {} after {} ms: {}",
                        position.text(),
                        patience.pauseMillis(),
                        e.getMessage());
                lost();
                patience.pause(e);
            }
        }
    }

    /** Nothing more is wanted of the log: waiting for its next event ends. From any thread. */
    void endWaiting() {
        MySqlConnection connection = current;
        if (connection != null) {
            connection.close();
        }
    }

    private void lost() throws InterruptedException {
        moments.enter();
        try {
            stream.lost();
            lookups.close();
        } finally {
            moments.leave();
        }
    }

    private void connected(BooleanSupplier ended) throws InterruptedException {
        try (MySqlConnection connection = connections.get();
                BinlogReader reader = new BinlogReader(stream)) {
            moments.enter();
            try {
                continueOn(connection);
                stream.reading(reader);
            } finally {
                moments.leave();
            }
            BinlogStream events = connection.dump(request());
            current = connection;
            while (!ended.getAsBoolean()) {
                accept(reader, events.next());
                patience.restored();
            }
        }
    }

    private void accept(BinlogReader reader, EventBytes event) throws InterruptedException {
        moments.enter();
        try {
            reader.accept(event);
            stream.afterEvent();
        } finally {
            moments.leave();
        }
    }

    private DumpRequest request() {
        BinlogPosition from = position.now();
        return new DumpRequest(from.gtidSet(), from.file(), Math.max(4, from.offset()), serverId, HEARTBEAT_MILLIS);
    }

    /** Makes sure that this server knows our position, and follows it when it is another one than before. */
    private void continueOn(MySqlConnection connection) {
        BinlogPosition here = position.now();
        BinlogPosition end = LogEnd.read(connection);
        if (here.gtidSet() != null) {
            GtidSet executed = GtidSet.parse(end.gtidSet() == null ? "" : end.gtidSet());
            GtidSet missing = position.gtids().copy();
            missing.subtract(executed);
            if (!missing.isEmpty()) {
                throw new CrosscurrentException(
                        "source.gtid_unknown",
                        "Server %s lacks %d of the %d transactions the task has read: %s."
                                .formatted(
                                        end.serverUuid(),
                                        missing.count(),
                                        position.gtids().count(),
                                        missing.text()),
                        "Point the endpoint at the server it read before or a replica of it, or reload the task.");
            }
        }
        if (here.serverUuid().isEmpty()) {
            position.set(new BinlogPosition(end.serverUuid(), here.file(), here.offset(), here.gtidSet()));
        } else if (!here.serverUuid().equals(end.serverUuid())) {
            if (here.gtidSet() == null) {
                throw new CrosscurrentException(
                        "source.other_server",
                        "The task read the log of server %s, and this is server %s: without GTIDs %s means nothing here."
                                .formatted(here.serverUuid(), end.serverUuid(), here),
                        "Point the endpoint at the server it read before, or reload the task; gtid_mode=ON lets tasks follow"
                                + " a failover.");
            }
            if (position.resume() != null) {
                throw new CrosscurrentException(
                        "source.position_invalid",
                        "The task read a part of transaction %s from server %s, and this is server %s, whose log may be cut into other events."
                                .formatted(position.resume().gtid(), here.serverUuid(), end.serverUuid()),
                        "Point the endpoint at the server it read before until that transaction is delivered, or reload the"
                                + " task.");
            }
            LOG.info("change stream follows from server {} to {}", here.serverUuid(), end.serverUuid());
            position.set(new BinlogPosition(end.serverUuid(), "", 0, here.gtidSet()));
            stream.cancelLoads();
        } else if (end.compareTo(here) < 0) {
            throw new CrosscurrentException(
                    "source.position_invalid",
                    "The log of server %s ends at %s, and the task has read it up to %s: it was reset, restored, or lost its end in a crash."
                            .formatted(end.serverUuid(), end, here),
                    "Point the endpoint at a server that has those transactions, or reload the task.");
        }
    }
}
