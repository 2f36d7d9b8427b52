/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Deque;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/**
 * Records gathered for one partition, laid out as in Kafka's record batch of version 2 (the format is described in Kafka's
 * documentation under "Message Format") and compressed all at once when the batch is taken. Used again for the next batch.
 * One thread.
 */
final class OpenBatch {
    private static final int FIRST_BYTES = 4 << 10;
    private static final int MOST_SPARES = 8;
    /** What stands around key and value, at most: six numbers of up to ten bytes. */
    private static final int RECORD_OVERHEAD = 60;

    private final TopicPartition partition;
    private final Deque<byte[]> spares;
    private byte[] data;
    private int size;
    private int count;
    private int largest;
    private long firstTimestamp;
    private long lastTimestamp;
    private double ratio = 1;

    /** @param spares arrays that nobody uses, for all batches of an output */
    OpenBatch(TopicPartition partition, Deque<byte[]> spares) {
        this.partition = partition;
        this.spares = spares;
    }

    TopicPartition partition() {
        return partition;
    }

    /** @return bytes that it takes, before compression */
    int add(byte[] key, byte[] value, long timestamp) {
        if (count == 0) {
            data = spares.isEmpty() ? new byte[FIRST_BYTES] : spares.pop();
            firstTimestamp = timestamp;
            lastTimestamp = timestamp;
        }
        long sinceFirst = timestamp - firstTimestamp;
        lastTimestamp = Math.max(lastTimestamp, timestamp);
        int keyLength = key == null ? -1 : key.length;
        int body = 2
                + sizeOf(sinceFirst)
                + sizeOf(count)
                + sizeOf(keyLength)
                + Math.max(0, keyLength)
                + sizeOf(value.length)
                + value.length;
        reserve(body + RECORD_OVERHEAD);
        int start = size;
        number(body);
        data[size++] = 0; // no attributes
        number(sinceFirst);
        number(count);
        number(keyLength);
        if (key != null) {
            bytes(key);
        }
        number(value.length);
        bytes(value);
        data[size++] = 0; // no headers
        count++;
        largest = Math.max(largest, size - start);
        return size - start;
    }

    private void reserve(int more) {
        if (size + more > data.length) {
            data = Arrays.copyOf(data, Math.max(size + more, data.length * 2));
        }
    }

    private void bytes(byte[] bytes) {
        System.arraycopy(bytes, 0, data, size, bytes.length);
        size += bytes.length;
    }

    /** A zigzag number of seven bits a byte, low ones first. */
    private void number(long value) {
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            data[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        data[size++] = (byte) rest;
    }

    private static int sizeOf(long value) {
        long rest = value << 1 ^ value >> 63;
        return (70 - Long.numberOfLeadingZeros(rest | 1)) / 7;
    }

    /** Bytes gathered, before compression. */
    int size() {
        return size;
    }

    int count() {
        return count;
    }

    /** Bytes of the largest record. */
    int largest() {
        return largest;
    }

    /** Compressed bytes for each of the last batch taken; 1 before the first. */
    double ratio() {
        return ratio;
    }

    /** The batch as it goes to Kafka; nothing is gathered afterwards. */
    PreparedRecords take(Compression compression) {
        ByteBufferOutputStream out =
                new ByteBufferOutputStream(PreparedRecords.HEADER_BYTES + 64 + (int) (size * Math.min(1, ratio * 1.1)));
        out.position(PreparedRecords.HEADER_BYTES);
        try (OutputStream compressed = compression.wrapForOutput(out, RecordBatch.MAGIC_VALUE_V2)) {
            compressed.write(data, 0, size);
        } catch (IOException e) {
            throw new UncheckedIOException("a batch of " + count + " records could not be compressed", e);
        }
        ByteBuffer batch = out.buffer();
        batch.flip();
        ratio = (double) (batch.limit() - PreparedRecords.HEADER_BYTES) / size;
        PreparedRecords records =
                new PreparedRecords(batch, compression.type(), count, firstTimestamp, lastTimestamp, ratio);
        clear();
        return records;
    }

    void clear() {
        if (data != null && spares.size() < MOST_SPARES) {
            spares.push(data);
        }
        data = null;
        size = 0;
        count = 0;
        largest = 0;
    }
}
