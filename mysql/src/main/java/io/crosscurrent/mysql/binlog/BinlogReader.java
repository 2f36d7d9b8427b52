/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.mysql.protocol.MySqlConnection.EventBytes;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads events, one after another, and tells a {@link BinlogHandler} what they mean. Keeps the position in the log, checks
 * checksums, opens compressed transactions. What it does not know stops it, unless the event itself says it may be ignored.
 *
 * <pre>{@code
 * try (BinlogReader reader = new BinlogReader(handler)) {
 *     while (true) {
 *         reader.accept(stream.next());
 *     }
 * }
 * }</pre>
 *
 * <p>One thread. After a lost connection a new reader, or {@link #reconnected}, begins with the new stream.
 *
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_replication.html">Replication protocol</a>
 */
public final class BinlogReader implements AutoCloseable {
    private static final java.util.regex.Pattern VERSION =
            java.util.regex.Pattern.compile("(\\d{1,3})\\.(\\d{1,2})\\.(\\d{1,2})");

    private final BinlogHandler handler;
    private final EventHeader header = new EventHeader();
    private final LogPosition position = new LogPosition();
    private final Checksums checksums = new Checksums();
    private final RowsEvent rows = new RowsEvent(position);
    private final Brackets brackets = new Brackets();
    private final TransactionPayload payload = new TransactionPayload();
    private final Map<Long, Known> tables = new HashMap<>();
    /** Table of the last table map or rows event: rows mostly follow their map at once. */
    private Known last;

    private int serverVersion;
    /** Takes the rows of the open distributed transaction; null when there is none, or the handler wants them at once. */
    private HeldEvents held;

    /** A table map and what the handler answered. */
    private static final class Known {
        final TableMap map;
        final RowDecoder decoder;

        Known(TableMap map, RowDecoder decoder) {
            this.map = map;
            this.decoder = decoder;
        }
    }

    public BinlogReader(BinlogHandler handler) {
        this.handler = handler;
    }

    /**
     * Reads one event, as the server sent it: header, body, checksum. The handler is called before this returns.
     *
     * @throws CrosscurrentException {@code source.corrupt_event}, {@code source.checksum_mismatch}, {@code source.unsupported_event},
     *     {@code source.partial_json}, {@code source.partial_row_image}, {@code source.statement_format}, {@code source.gtid_tags}, {@code source.incident}, and what the handler throws
     */
    public void accept(EventBytes event) throws InterruptedException {
        accept(event.buffer, event.offset, event.length);
    }

    /** As {@link #accept(EventBytes)}. */
    public void accept(byte[] buffer, int offset, int length) throws InterruptedException {
        try {
            header.read(buffer, offset, length);
            checksums.check(header, position);
            position.enter(header);
            dispatch(header);
        } catch (IndexOutOfBoundsException e) {
            throw new CrosscurrentException(
                    "source.corrupt_event",
                    "An event of type %d at %s cannot be read: %s".formatted(header.type, position, e.getMessage()),
                    "See whether mysqlbinlog can read the file there; if so, report this, else reload the task.",
                    e);
        }
    }

    /** A new stream begins: what was known of the old one is forgotten, its first event is a rotation. */
    public void reconnected() {
        forgetTables();
        held = null;
        checksums.forget();
        position.forget();
    }

    /** Asks the handler for every table anew, for example when it reads the catalogue again or selects other tables. */
    public void forgetTables() {
        tables.clear();
        last = null;
    }

    /** The log file being read, "" before the first event. */
    public String file() {
        return position.file();
    }

    /** Offset of the current event in its file, in bytes; inside compressed transactions that of the whole. */
    public long eventStart() {
        return position.eventStart();
    }

    /** Offset behind the current event: where the next one begins. */
    public long eventEnd() {
        return position.eventEnd();
    }

    /** File of the event that opened the current transaction (or the last one). */
    public String transactionFile() {
        return position.transactionFile();
    }

    /** Offset of the event that opened the current transaction: its GTID event, or BEGIN in a log without them. */
    public long transactionStart() {
        return position.transactionStart();
    }

    /**
     * 0-based number of the current event within its transaction, counting the opening event and all inner events of compressed
     * transactions: the same after a restart.
     */
    public int eventIndex() {
        return position.eventIndex();
    }

    /** When the current event's statement began at the source, seconds since the epoch; 0 in artificial events. */
    public long timestampSeconds() {
        return header.timestampSeconds;
    }

    /** Server id of the server where the current event was written first. */
    public long serverId() {
        return header.serverId;
    }

    @Override
    public void close() {
        payload.close();
    }

    /** Gives the handler rows that were held, as if they stood at the current event. */
    public void replay(HeldEvents events) throws InterruptedException {
        EventHeader replayed = new EventHeader();
        int here = position.renumber(0);
        events.forEach((index, bytes) -> {
            position.renumber(index);
            replayed.read(bytes, 0, bytes.length);
            dispatch(replayed);
        });
        position.renumber(here);
    }

    private void dispatch(EventHeader event) throws InterruptedException {
        if (held != null && HeldEvents.concerns(event.type)) {
            held.add(event, position.eventIndex());
            return;
        }
        switch (event.type) {
            case EventType.TABLE_MAP -> tableMap(event);
            case EventType.WRITE_ROWS,
                    EventType.UPDATE_ROWS,
                    EventType.DELETE_ROWS,
                    EventType.PARTIAL_UPDATE_ROWS,
                    EventType.WRITE_ROWS_V1,
                    EventType.UPDATE_ROWS_V1,
                    EventType.DELETE_ROWS_V1 -> rows(event);
            case EventType.GTID -> gtid(event, false);
            case EventType.ANONYMOUS_GTID -> gtid(event, true);
            case EventType.XID -> handler.commit();
            case EventType.QUERY -> query(event);
            case EventType.XA_PREPARE -> xaPrepare(event.body());
            case EventType.TRANSACTION_PAYLOAD -> payload.read(event, this::inner);
            case EventType.HEARTBEAT, EventType.HEARTBEAT_V2 -> {
                position.heartbeat(event);
                handler.heartbeat(position.file(), position.eventEnd());
            }
            case EventType.ROTATE -> rotate(event);
            case EventType.FORMAT_DESCRIPTION -> format(event);
            case EventType.PREVIOUS_GTIDS -> handler.previousGtids(PreviousGtids.text(event.body()));
            case EventType.BEGIN_LOAD_QUERY, EventType.EXECUTE_LOAD_QUERY -> throw Refusals.loadData(position);
            case EventType.GTID_TAGGED -> throw Refusals.tagged(position);
            case EventType.INCIDENT -> throw Refusals.incident(event.body(), position);
            // Context of statements, notes of group replication, the end of a file: nothing a row depends on.
            case EventType.ROWS_QUERY,
                    EventType.IGNORABLE,
                    EventType.INTVAR,
                    EventType.RAND,
                    EventType.USER_VAR,
                    EventType.TRANSACTION_CONTEXT,
                    EventType.VIEW_CHANGE,
                    EventType.STOP -> {}
            default -> {
                if (!event.ignorable()) {
                    throw Refusals.unknown(event.type, position);
                }
            }
        }
    }

    /** An event inside a compressed transaction. */
    private void inner(EventHeader event) throws InterruptedException {
        position.enterInner();
        dispatch(event);
    }

    private void rotate(EventHeader event) throws InterruptedException {
        PackedCursor in = event.body();
        long offset = in.le(8);
        String file = in.utf8(in.remaining());
        position.rotate(file, offset);
        handler.rotate(file, offset);
    }

    private void format(EventHeader event) throws InterruptedException {
        PackedCursor in = event.body();
        in.skip(2);
        String version = in.utf8(50).replace("\0", "");
        long created = in.le(4);
        serverVersion = number(version);
        // Table numbers begin again after a restart of the server.
        forgetTables();
        handler.format(version, created != 0 && !event.artificial() && event.nextPosition != 0);
    }

    /** {@code 8.0.33-log} is 80033; 0 when it has another form. */
    private static int number(String version) {
        java.util.regex.Matcher parts = VERSION.matcher(version);
        return !parts.lookingAt()
                ? 0
                : Integer.parseInt(parts.group(1)) * 10_000
                        + Integer.parseInt(parts.group(2)) * 100
                        + Integer.parseInt(parts.group(3));
    }

    private void gtid(EventHeader event, boolean anonymous) throws InterruptedException {
        position.openTransaction();
        held = null;
        handler.gtid(GtidEvent.read(event.body(), anonymous));
    }

    private void tableMap(EventHeader event) throws InterruptedException {
        long number = RowsEvent.tableNumber(event);
        Known known = known(number);
        if (known == null || !known.map.sameBytes(event)) {
            TableMap map = new TableMap(event.body(), serverVersion);
            known = new Known(map, handler.table(map));
            tables.put(number, known);
        }
        last = known;
    }

    private Known known(long number) {
        return last != null && last.map.number == number ? last : tables.get(number);
    }

    private void rows(EventHeader event) throws InterruptedException {
        Known known = known(RowsEvent.tableNumber(event));
        if (known == null) {
            throw Refusals.rowsWithoutMap(RowsEvent.tableNumber(event), position);
        }
        if (known.decoder != null) {
            rows.read(event, known.decoder);
            handler.rows(rows);
        }
    }

    private void query(EventHeader event) throws InterruptedException {
        switch (brackets.read(event)) {
            case BEGIN -> {
                position.openTransactionUnlessOpen();
                handler.begin();
            }
            case COMMIT -> handler.commit();
            case ROLLBACK -> {
                held = null;
                handler.rollback();
            }
            case SAVEPOINT -> handler.savepoint(brackets.name());
            case ROLLBACK_TO -> handler.rollbackTo(brackets.name());
            case XA_BEGIN -> {
                position.openTransactionUnlessOpen();
                String xid = brackets.name();
                handler.xaBegin(xid);
                held = handler.hold(xid);
            }
            case XA_END -> {}
            case XA_COMMIT -> handler.xaCommit(brackets.name());
            case XA_ROLLBACK -> handler.xaRollback(brackets.name());
            case NONE -> {
                forgetTables();
                handler.query(QueryEvent.read(event.body()));
            }
        }
    }

    /** Layout, little endian: one phase 1, format id 4, lengths of global and branch part 4 and 4, both parts. */
    private void xaPrepare(PackedCursor in) throws InterruptedException {
        boolean onePhase = in.int8() != 0;
        long formatId = in.le(4);
        int globalLength = (int) in.le(4);
        int branchLength = (int) in.le(4);
        String xid = Brackets.xid(in.bytes(globalLength), in.bytes(branchLength), formatId);
        held = null;
        if (onePhase) {
            handler.commit();
        } else {
            handler.xaPrepare(xid);
        }
    }
}
