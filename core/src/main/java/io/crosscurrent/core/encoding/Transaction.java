/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

/**
 * What a change message says of its transaction. One mutable instance per reader; the source fills it at the start of
 * a transaction and per event, the encoder reads it. Not safe for use by several threads.
 */
public final class Transaction {
    /** MySQL: file number shifted left by 32, or-ed with the offset of the transaction's first event. */
    public long id;
    /** 1-based ordinal of the next record of this transaction; the encoder increments it. */
    public long recordId;
    /** Commit time at the source, microseconds since the epoch, UTC. */
    public long commitMicros;
    /** DMS stream position of the event being read; only needed with {@code IncludeTransactionDetails}, else null. */
    public String streamPosition;
    /** Id of the transaction of the record emitted before this one; 0 when none was. Kept by the encoder. */
    public long previousId;
    /** Record id of the record emitted before this one. Kept by the encoder. */
    public long previousRecordId;
}
