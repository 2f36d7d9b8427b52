/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import io.crosscurrent.core.mapping.PartitionKey;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.row.Operation;
import java.util.Locale;

/** The {@code metadata} object of data records, in pieces around the parts that change from row to row. */
final class MetadataLayout {
    private final byte[] head;
    /** By operation, from behind the timestamp up to the partition key value, or to the names if that is left out. */
    private final byte[][] description = new byte[Operation.values().length][];

    private final boolean[] withKey = new boolean[Operation.values().length];
    private final byte[] names;
    private final byte[] transactionId;
    private final byte[] transactionRecordId;
    private final byte[] previousId;
    private final byte[] previousRecordId;
    private final byte[] commitTimestamp;
    private final byte[] streamPosition;
    private final byte[] tail;
    private final boolean details;

    MetadataLayout(TablePlan plan, JsonStyle style, PartitionKey loadKey) {
        MessageSettings settings = plan.settings();
        head = JsonStyle.utf8(
                style.close(1) + style.member(1, "metadata") + "{" + style.firstMember(2, "timestamp") + "\"");
        for (Operation operation : Operation.values()) {
            PartitionKey key = operation == Operation.LOAD ? loadKey : plan.key();
            boolean value = settings.includePartitionValue() && !(key instanceof PartitionKey.SchemaTable);
            withKey[operation.ordinal()] = value;
            description[operation.ordinal()] = JsonStyle.utf8("\""
                    + style.member(2, "record-type") + "\"data\""
                    + style.member(2, "operation")
                    + JsonStyle.quoted(operation.name().toLowerCase(Locale.ROOT))
                    + style.member(2, "partition-key-type") + JsonStyle.quoted(key.type())
                    + (value ? style.member(2, "partition-key-value") + "\"" : ""));
        }
        names = JsonStyle.utf8(style.member(2, "schema-name")
                + JsonStyle.quoted(plan.target().schema())
                + style.member(2, "table-name")
                + JsonStyle.quoted(plan.target().name()));
        transactionId = JsonStyle.utf8(style.member(2, "transaction-id"));
        transactionRecordId = JsonStyle.utf8(style.member(2, "transaction-record-id"));
        previousId = JsonStyle.utf8(style.member(2, "prev-transaction-id"));
        previousRecordId = JsonStyle.utf8(style.member(2, "prev-transaction-record-id"));
        commitTimestamp = JsonStyle.utf8(style.member(2, "commit-timestamp") + "\"");
        streamPosition = JsonStyle.utf8(style.member(2, "stream-position") + "\"");
        tail = JsonStyle.utf8(style.close(1) + style.close(0));
        details = settings.includeTransactionDetails();
    }

    /** Appends the object and the end of the value. {@code transaction} is not read for LOAD. */
    void write(
            JsonBuffer out,
            Operation operation,
            JsonBuffer key,
            long timestampMicros,
            Transaction transaction,
            InstantText timestamps,
            InstantText commits) {
        out.raw(head);
        timestamps.write(out, timestampMicros);
        out.raw(description[operation.ordinal()]);
        if (withKey[operation.ordinal()]) {
            out.escaped(key.bytes, 0, key.size);
            out.add('"');
        }
        out.raw(names);
        if (operation != Operation.LOAD) {
            out.raw(transactionId);
            out.digits(transaction.id);
            if (details) {
                details(out, transaction, commits);
            }
        }
        out.raw(tail);
    }

    private void details(JsonBuffer out, Transaction transaction, InstantText commits) {
        out.raw(transactionRecordId);
        out.digits(transaction.recordId);
        if (transaction.previousId != 0) {
            out.raw(previousId);
            out.digits(transaction.previousId);
            out.raw(previousRecordId);
            out.digits(transaction.previousRecordId);
        }
        out.raw(commitTimestamp);
        commits.write(out, transaction.commitMicros);
        out.add('"');
        if (transaction.streamPosition != null) {
            out.raw(streamPosition);
            out.ascii(transaction.streamPosition);
            out.add('"');
        }
    }
}
