/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.encoding.Transaction;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.mysql.position.GtidSet;
import java.time.Instant;
import java.util.Map;

/**
 * Where the stream stands: between transactions, or, when part of a large one was delivered, inside it. Mutable, belongs to
 * the stream.
 */
final class StreamPosition {
    private String serverUuid;
    private String file;
    private long offset;
    private GtidSet gtids;
    private Resume resume;
    private long transactionId;
    private long sourceMillis;

    /** A file of the log and when it was begun, in seconds since the epoch; "" before the first. */
    private String bornFile = "";

    private long bornSeconds;
    private final PreparedTransactions prepared = new PreparedTransactions();

    StreamPosition(BinlogPosition start) {
        set(start);
    }

    void set(BinlogPosition start) {
        if (!start.serverUuid().equals(serverUuid)) {
            bornFile = "";
        }
        serverUuid = start.serverUuid();
        file = start.file();
        offset = start.offset();
        gtids = start.gtidSet() == null ? null : GtidSet.parse(start.gtidSet());
    }

    BinlogPosition now() {
        return new BinlogPosition(serverUuid, file, offset, gtids == null ? null : gtids.text());
    }

    /** Without the text of the GTID set, which is long: to compare places on one server. */
    BinlogPosition place() {
        return new BinlogPosition(serverUuid, file, offset, null);
    }

    GtidSet gtids() {
        return gtids;
    }

    String serverUuid() {
        return serverUuid;
    }

    String file() {
        return file;
    }

    long offset() {
        return offset;
    }

    String text() {
        return file + ":" + offset;
    }

    String checkpoint() {
        return place().checkpoint(transactionId);
    }

    long sourceMillis() {
        return sourceMillis;
    }

    /** The log was read up to here; places before the present one, which a new connection begins with, are passed over. */
    boolean advance(String toFile, long toOffset) {
        if (toFile.isEmpty()) {
            return false;
        }
        boolean sameFile = toFile.equals(file);
        if (sameFile ? toOffset > offset : BinlogPosition.fileNumber(toFile) > BinlogPosition.fileNumber(file)) {
            file = toFile;
            offset = toOffset;
            return true;
        }
        return false;
    }

    /**
     * A file comes up that was begun at this time. The same name with another time is another log, although it may be long enough.
     *
     * @throws CrosscurrentException {@code source.position_invalid}
     */
    void file(String name, long seconds) {
        if (name.equals(bornFile) && seconds != bornSeconds) {
            throw new CrosscurrentException(
                    "source.position_invalid",
                    "The log file %s of server %s was begun at %s, and the one the task has read at %s: the log was reset or restored."
                            .formatted(
                                    name,
                                    serverUuid,
                                    Instant.ofEpochSecond(seconds),
                                    Instant.ofEpochSecond(bornSeconds)),
                    "Point the endpoint at a server that has the transactions the task has read, or reload the task.");
        }
        if (bornFile.isEmpty() || BinlogPosition.fileNumber(name) > BinlogPosition.fileNumber(bornFile)) {
            bornFile = name;
            bornSeconds = seconds;
        }
    }

    void read(long transaction, long commitMillis) {
        transactionId = transaction;
        sourceMillis = commitMillis;
        resume = null;
    }

    Resume resume() {
        return resume;
    }

    /** Distributed transactions that stand before this position and are not decided. */
    PreparedTransactions prepared() {
        return prepared;
    }

    void resume(Resume inside) {
        resume = inside;
    }

    /** What is to be stored of this moment, with what the next message needs to know of the last one. */
    StreamState state(Transaction last, long clockMicros, String phase, TableTotals counts) {
        return new StreamState(
                serverUuid,
                file,
                offset,
                gtids == null ? null : gtids.moment(),
                transactionId,
                sourceMillis,
                clockMicros,
                last.previousId,
                last.previousRecordId,
                bornFile,
                bornSeconds,
                prepared.text(),
                resume,
                phase,
                counts);
    }

    static StreamPosition of(Map<String, Object> values, Transaction last) {
        StreamPosition position = new StreamPosition(BinlogPosition.of(values));
        position.transactionId = number(values, "transactionId");
        position.sourceMillis = number(values, "sourceMillis");
        last.previousId = number(values, "previousId");
        last.previousRecordId = number(values, "previousRecordId");
        if (values.get("bornFile") instanceof String name) {
            position.bornFile = name;
            position.bornSeconds = number(values, "born");
        }
        if (values.get("prepared") instanceof String undecided) {
            position.prepared.read(undecided);
        }
        if (values.containsKey("resumeEvent")) {
            position.resume = new Resume(
                    (String) values.get("resumeGtid"),
                    (int) number(values, "resumeEvent"),
                    (int) number(values, "resumeRow"),
                    number(values, "resumeRecordId"));
        }
        return position;
    }

    /** The floor for the clock of a resumed task. */
    static long clock(Map<String, Object> values) {
        return values == null ? 0 : number(values, "clock");
    }

    private static long number(Map<String, Object> values, String name) {
        return values.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
