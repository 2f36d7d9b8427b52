/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.encoding.RowEncoder;
import io.crosscurrent.core.encoding.RowEncoder.Image;
import io.crosscurrent.core.encoding.RowEncoder.Outcome;
import io.crosscurrent.core.encoding.Transaction;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.row.Operation;
import io.crosscurrent.mysql.binlog.BinlogHandler;
import io.crosscurrent.mysql.binlog.BinlogReader;
import io.crosscurrent.mysql.binlog.GtidEvent;
import io.crosscurrent.mysql.binlog.HeldEvents;
import io.crosscurrent.mysql.binlog.QueryEvent;
import io.crosscurrent.mysql.binlog.RowDecoder;
import io.crosscurrent.mysql.binlog.RowsEvent;
import io.crosscurrent.mysql.binlog.TableMap;
import io.crosscurrent.mysql.load.HeldChanges;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.stream.PreparedTransactions.Prepared;

/**
 * Turns what the log says into records: one unit per database transaction, at whose end the position is stored. Changes of
 * tables being loaded go through their {@link io.crosscurrent.mysql.load.TableLoad}. Belongs to the stream's thread.
 */
final class ChangeStream implements BinlogHandler {
    /** A transaction with more pending than this is handed on in parts. */
    private static final long SPLIT_BYTES = 4L << 20;

    private final TableBook tables;
    private final UnitWriter units;
    private final StreamPosition position;
    private final Moments moments;
    private final SchemaChanges schema;
    private final PreparedSearch search;
    private final RowEncoder encoder;
    private final Transaction transaction;
    private final boolean details;
    private final boolean streams;
    private final StreamMeasures measures;
    private StopPoint stop = StopPoint.NEVER;
    private boolean stopped;
    private BinlogReader log;

    private GtidEvent gtid;
    private long beginOffset;
    private Resume resume;
    private RowDecoder lastDecoder;
    private CapturedTable lastTable;
    /** A bracket was opened: the transaction ends with its end and not with a statement. */
    private boolean begun;
    /** Rows of the open transaction, when it is a distributed one. */
    private HeldEvents held;

    /**
     * @param transaction what messages say of their transaction, as the last run left it
     * @param streams false for a task that only loads: then changes serve the ranges being read and nothing else
     */
    ChangeStream(
            TableBook tables,
            UnitWriter units,
            StreamPosition position,
            Moments moments,
            SchemaChanges schema,
            PreparedSearch search,
            RowEncoder encoder,
            Transaction transaction,
            boolean details,
            boolean streams,
            StreamMeasures measures) {
        this.tables = tables;
        this.units = units;
        this.position = position;
        this.moments = moments;
        this.schema = schema;
        this.search = search;
        this.encoder = encoder;
        this.transaction = transaction;
        this.details = details;
        this.streams = streams;
        this.measures = measures;
    }

    /** Ends the stream there, once nothing is being loaded any more. */
    void stopAt(StopPoint point) {
        stop = point;
    }

    /** Whether the stream has come to where it ends: it stands between two transactions. */
    boolean stopped() {
        return stopped;
    }

    /** The reader that calls, which knows where it is. */
    void reading(BinlogReader reader) {
        log = reader;
        resume = position.resume();
    }

    /** The connection is lost: what the open transaction recorded since its last part is forgotten. */
    void lost() {
        units.rollback();
        if (moments.inTransaction()) {
            cancelLoads();
        }
        forget();
        moments.inTransaction(false);
    }

    /** What is being read holds changes that do not count, or not yet: it is read again. */
    void cancelLoads() {
        for (CapturedTable table : tables.met()) {
            if (table.load() != null) {
                table.load().cancelOpen();
            }
        }
    }

    /** The decoders in use are asked for again. */
    void forgetTables() {
        if (log != null) {
            log.forgetTables();
        }
    }

    private void forget() {
        gtid = null;
        begun = false;
        if (held != null) {
            held.close();
            held = null;
        }
    }

    @Override
    public void format(String serverVersion, boolean restarted) {
        position.file(log.file(), log.timestampSeconds());
    }

    @Override
    public void heartbeat(String file, long offset) {
        measures.atEnd();
        stopped |= units.streaming() && stop.passed(System.currentTimeMillis());
    }

    @Override
    public void gtid(GtidEvent event) {
        gtid = event;
        open();
    }

    @Override
    public void begin() {
        open();
        begun = true;
        beginOffset = log.eventStart();
    }

    private void open() {
        if (moments.inTransaction()) {
            return;
        }
        if (units.streaming() && position.resume() == null && stop.before(commitMicros())) {
            // No event of it is handed on: the loop ends with this one.
            stopped = true;
            return;
        }
        moments.inTransaction(true);
        measures.opened();
        transaction.id = BinlogPosition.transactionId(log.transactionFile(), log.transactionStart());
        transaction.recordId = 1;
        transaction.commitMicros = commitMicros();
        beginOffset = log.transactionStart();
        if (resume != null) {
            String here = gtidText();
            if (!here.equals(resume.gtid())) {
                throw new CrosscurrentException(
                        "source.position_invalid",
                        "The log goes on with transaction \"%s\" at %s, but \"%s\" was delivered in part."
                                .formatted(here, log.transactionFile() + ":" + log.transactionStart(), resume.gtid()),
                        "Reload the task; a change of server in the middle of a large transaction cannot be resumed.");
            }
            transaction.recordId = resume.recordId();
        }
    }

    /** "" without GTIDs. */
    private String gtidText() {
        return gtid == null || gtid.anonymous() ? "" : gtid.text();
    }

    private long commitMicros() {
        return gtid != null && gtid.immediateCommitMicros() > 0
                ? gtid.immediateCommitMicros()
                : log.timestampSeconds() * 1_000_000;
    }

    @Override
    public void xaBegin(String xid) {
        open();
        begun = true;
    }

    @Override
    public HeldEvents hold(String xid) {
        held = new HeldEvents(tables::written);
        return held;
    }

    @Override
    public RowDecoder table(TableMap map) {
        return tables.decoder(map, log.file() + ":" + log.eventStart());
    }

    @Override
    public void rows(RowsEvent rows) throws InterruptedException {
        CapturedTable table = table(rows.decoder());
        if (table.load() == null && !streams) {
            return;
        }
        if (table.load() != null) {
            table.load().begin(rows);
        }
        while (rows.next()) {
            if (resume != null && resume.covers(log.eventIndex(), rows.rowIndex())) {
                continue;
            }
            if (table.load() != null) {
                table.load()
                        .change(
                                rows,
                                encoder,
                                table.plan(),
                                (row, operation, held) -> emit(table, row, operation, held));
            } else {
                emit(table, rows, rows.operation(), null);
            }
            if (units.pendingBytes() > SPLIT_BYTES) {
                split(rows);
            }
        }
    }

    private CapturedTable table(RowDecoder decoder) {
        if (decoder != lastDecoder) {
            lastDecoder = decoder;
            lastTable = tables.find(decoder.table().id());
        }
        return lastTable;
    }

    private void split(RowsEvent rows) throws InterruptedException {
        position.resume(new Resume(gtidText(), log.eventIndex(), rows.rowIndex(), transaction.recordId));
        units.split();
    }

    private void emit(CapturedTable table, RowsEvent row, Operation operation, HeldChanges held) {
        if (!streams) {
            return;
        }
        if (details) {
            transaction.streamPosition = BinlogPosition.streamPosition(
                    log.file(),
                    log.eventStart(),
                    row.rowIndex(),
                    log.eventEnd(),
                    log.transactionFile(),
                    log.transactionStart(),
                    beginOffset);
        }
        if (encode(table, row, operation, held) == Outcome.SPLIT) {
            encode(table, row, Operation.DELETE, held);
            encode(table, row, Operation.INSERT, held);
        }
    }

    private Outcome encode(CapturedTable table, RowsEvent row, Operation operation, HeldChanges held) {
        encoder.begin(table.plan(), operation, transaction);
        if (operation != Operation.INSERT) {
            encoder.image(Image.BEFORE);
            row.before(encoder);
        }
        if (operation != Operation.DELETE) {
            encoder.image(Image.AFTER);
            row.after(encoder);
        }
        Outcome outcome = encoder.end(held == null ? units : held);
        if (outcome == Outcome.WRITTEN && held != null) {
            held.count(operation);
        } else if (outcome == Outcome.WRITTEN) {
            table.counts().add(operation);
            units.touched(table);
        }
        return outcome;
    }

    @Override
    public void query(QueryEvent query) throws InterruptedException {
        open();
        schema.apply(query, new BinlogPosition(position.serverUuid(), log.file(), log.eventStart(), null));
        if (!begun) {
            end();
        }
    }

    @Override
    public void rollbackTo(String name) {
        throw new CrosscurrentException(
                "source.statement_format",
                "The transaction at %s:%d rolls back to a savepoint inside the log, which only sessions in statement format do."
                        .formatted(log.transactionFile(), log.transactionStart()),
                "SET GLOBAL binlog_format = ROW, see that no session sets another format, and reload the task.");
    }

    @Override
    public void commit() throws InterruptedException {
        if (held != null) {
            log.replay(held);
        }
        end();
    }

    @Override
    public void rollback() throws InterruptedException {
        if (position.resume() != null) {
            throw new CrosscurrentException(
                    "source.rolled_back_in_part",
                    "The transaction at %s:%d was rolled back in the log after a part of it was delivered."
                            .formatted(log.transactionFile(), log.transactionStart()),
                    "Reload the task.");
        }
        units.rollback();
        cancelLoads();
        end();
    }

    @Override
    public void xaPrepare(String xid) throws InterruptedException {
        held.seal();
        position.prepared().put(xid, new Prepared(log.transactionFile(), log.transactionStart(), gtidText(), held));
        held = null;
        end();
    }

    @Override
    public void xaCommit(String xid) throws InterruptedException {
        open();
        PreparedTransactions prepared = position.prepared();
        Prepared known = prepared.find(xid);
        HeldEvents events = known == null ? null : known.events();
        if (events == null) {
            BinlogPosition here =
                    new BinlogPosition(position.serverUuid(), log.transactionFile(), log.transactionStart(), null);
            events = search.read(xid, known, position.gtids(), here);
            // Where it stands must stay known until all of it is delivered; unknown means to search again.
            prepared.attach(xid, events);
        }
        log.replay(events);
        prepared.remove(xid);
        end();
    }

    @Override
    public void xaRollback(String xid) throws InterruptedException {
        open();
        position.prepared().remove(xid);
        end();
    }

    /** The transaction is over: what it recorded is a unit, and the position moves behind it. */
    private void end() throws InterruptedException {
        if (gtid != null && !gtid.anonymous() && position.gtids() != null) {
            position.gtids().add(gtid.sourceHigh(), gtid.sourceLow(), "", gtid.number());
        }
        forget();
        resume = null;
        position.read(transaction.id, transaction.commitMicros / 1_000);
        position.advance(log.file(), log.eventEnd());
        measures.ended(transaction.commitMicros, !units.empty());
        measures.reached(position);
        moments.inTransaction(false);
        if (units.empty()) {
            units.moved();
        } else {
            units.commit();
        }
    }

    /** After each event: the log may have moved on without a transaction. */
    void afterEvent() throws InterruptedException {
        if (!moments.inTransaction() && !stopped) {
            if (position.advance(log.file(), log.eventEnd())) {
                measures.reached(position);
                units.moved();
            }
            moments.run();
            units.tick();
            stopped = units.streaming() && stop.reached(position.place());
        }
    }
}
