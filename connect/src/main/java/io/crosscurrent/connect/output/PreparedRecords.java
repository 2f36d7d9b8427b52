/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.output;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/**
 * A complete batch, in the shape in which Kafka's producer keeps those it fills itself: only the header is still to be
 * written, when the producer has given the batch its sequence number, and again should it give another one.
 *
 * <p>Filled by one thread, read by the producer's.
 */
final class PreparedRecords extends MemoryRecordsBuilder {
    /** Of the header, which stands before the compressed records. */
    static final int HEADER_BYTES = 61;

    private static final int LENGTH_AT = 8;
    private static final int CHECKSUM_AT = 17;
    private static final int CHECKED_FROM = 21;
    private static final int TRANSACTIONAL = 0x10;

    private final ByteBuffer batch;
    private final CompressionType compressionType;
    private final int count;
    private final long firstTimestamp;
    private final long lastTimestamp;
    private final double ratio;
    private long producerId = RecordBatch.NO_PRODUCER_ID;
    private short producerEpoch = RecordBatch.NO_PRODUCER_EPOCH;
    private int baseSequence = RecordBatch.NO_SEQUENCE;
    private boolean transactional;
    private MemoryRecords built;
    private boolean aborted;

    /** @param batch from 0 to its limit, the first {@link #HEADER_BYTES} still empty */
    PreparedRecords(
            ByteBuffer batch,
            CompressionType compressionType,
            int count,
            long firstTimestamp,
            long lastTimestamp,
            double ratio) {
        super(
                new ByteBufferOutputStream(ByteBuffer.allocate(HEADER_BYTES)),
                RecordBatch.CURRENT_MAGIC_VALUE,
                Compression.NONE,
                TimestampType.CREATE_TIME,
                0,
                RecordBatch.NO_TIMESTAMP,
                RecordBatch.NO_PRODUCER_ID,
                RecordBatch.NO_PRODUCER_EPOCH,
                RecordBatch.NO_SEQUENCE,
                false,
                false,
                RecordBatch.NO_PARTITION_LEADER_EPOCH,
                0);
        this.batch = batch;
        this.compressionType = compressionType;
        this.count = count;
        this.firstTimestamp = firstTimestamp;
        this.lastTimestamp = lastTimestamp;
        this.ratio = ratio;
    }

    @Override
    public void setProducerState(long producerId, short producerEpoch, int baseSequence, boolean isTransactional) {
        if (built != null) {
            throw new IllegalStateException("the batch has left already, with sequence number " + this.baseSequence);
        }
        state(producerId, producerEpoch, baseSequence, isTransactional);
    }

    @Override
    public void reopenAndRewriteProducerState(
            long producerId, short producerEpoch, int baseSequence, boolean isTransactional) {
        if (aborted) {
            throw new IllegalStateException("the batch was given up");
        }
        built = null;
        state(producerId, producerEpoch, baseSequence, isTransactional);
    }

    private void state(long producerId, short producerEpoch, int baseSequence, boolean isTransactional) {
        this.producerId = producerId;
        this.producerEpoch = producerEpoch;
        this.baseSequence = baseSequence;
        this.transactional = isTransactional;
    }

    @Override
    public void close() {
        if (aborted) {
            throw new IllegalStateException("the batch was given up");
        }
        if (built != null) {
            return;
        }
        if (transactional && producerId == RecordBatch.NO_PRODUCER_ID || baseSequence < 0) {
            throw new IllegalStateException("the batch has no producer or no sequence number yet");
        }
        header();
        built = MemoryRecords.readableRecords(batch.duplicate());
    }

    private void header() {
        batch.putLong(0, 0); // base offset: the broker's to give
        batch.putInt(LENGTH_AT, batch.limit() - LENGTH_AT - Integer.BYTES);
        batch.putInt(12, RecordBatch.NO_PARTITION_LEADER_EPOCH);
        batch.put(16, RecordBatch.MAGIC_VALUE_V2);
        batch.putShort(CHECKED_FROM, (short) (compressionType.id | (transactional ? TRANSACTIONAL : 0)));
        batch.putInt(23, count - 1);
        batch.putLong(27, firstTimestamp);
        batch.putLong(35, lastTimestamp);
        batch.putLong(43, producerId);
        batch.putShort(51, producerEpoch);
        batch.putInt(53, baseSequence);
        batch.putInt(57, count);
        CRC32C checksum = new CRC32C();
        checksum.update(batch.duplicate().position(CHECKED_FROM));
        batch.putInt(CHECKSUM_AT, (int) checksum.getValue());
    }

    @Override
    public MemoryRecords build() {
        close();
        return built;
    }

    @Override
    public void abort() {
        aborted = true;
    }

    @Override
    public void closeForRecordAppends() {
        // It never was open for any.
    }

    @Override
    public boolean hasRoomFor(long timestamp, byte[] key, byte[] value, Header[] headers) {
        return false;
    }

    @Override
    public boolean hasRoomFor(long timestamp, ByteBuffer key, ByteBuffer value, Header[] headers) {
        return false;
    }

    @Override
    public boolean isFull() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return built != null;
    }

    @Override
    public int numRecords() {
        return count;
    }

    @Override
    public int estimatedSizeInBytes() {
        return batch.limit();
    }

    @Override
    public double compressionRatio() {
        return ratio;
    }

    @Override
    public ByteBuffer buffer() {
        return batch;
    }

    /** The memory is none of the producer's pool, so nothing goes back there. */
    @Override
    public int initialCapacity() {
        return 0;
    }

    /**
     * The producer asks for it before it splits a batch that a broker calls too large: one of version 1 it does not. It
     * would need the record's own futures for that, which a prepared batch has not.
     */
    @Override
    public byte magic() {
        return RecordBatch.MAGIC_VALUE_V1;
    }

    @Override
    public long producerId() {
        return producerId;
    }

    @Override
    public short producerEpoch() {
        return producerEpoch;
    }

    @Override
    public int baseSequence() {
        return baseSequence;
    }

    @Override
    public boolean isTransactional() {
        return transactional;
    }
}
