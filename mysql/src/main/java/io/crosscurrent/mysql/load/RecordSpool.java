/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.encoding.RecordTarget;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps records in memory, and beyond some megabytes in a temporary file that is deleted in the end. One thread. */
final class RecordSpool implements RecordTarget, AutoCloseable {
    private static final long MEMORY_BYTES = 16L << 20;

    /** Takes records back. */
    interface Reader {
        void record(String topic, byte[] key, byte[] value) throws InterruptedException;
    }

    private final List<LoadRange.Loaded> first = new ArrayList<>();
    private long bytes;
    private long count;
    private Path file;
    private DataOutputStream rest;

    @Override
    public void record(String topic, byte[] key, byte[] value) {
        count++;
        if (bytes < MEMORY_BYTES) {
            first.add(new LoadRange.Loaded(topic, key, value));
            bytes += value.length + (key == null ? 0 : key.length);
            return;
        }
        try {
            if (rest == null) {
                file = Files.createTempFile("crosscurrent-snapshot-", ".rows");
                rest = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
            }
            rest.writeUTF(topic);
            rest.writeInt(key == null ? -1 : key.length);
            if (key != null) {
                rest.write(key);
            }
            rest.writeInt(value.length);
            rest.write(value);
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    private static CrosscurrentException failed(String done, IOException cause) {
        return new CrosscurrentException(
                "source.spool_failed",
                "A temporary file in %s for rows of a table without key cannot be %s: %s"
                        .formatted(System.getProperty("java.io.tmpdir"), done, cause.getMessage()),
                "Free space there, or give the worker another directory with -Djava.io.tmpdir.",
                cause);
    }

    long count() {
        return count;
    }

    /** All records, in order. Afterwards nothing can be added. */
    void forEach(Reader reader) throws InterruptedException {
        for (LoadRange.Loaded record : first) {
            reader.record(record.topic(), record.key(), record.value());
        }
        if (rest == null) {
            return;
        }
        try {
            readBack(reader);
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    private void readBack(Reader reader) throws IOException, InterruptedException {
        rest.close();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            for (long i = first.size(); i < count; i++) {
                String topic = in.readUTF();
                int keyLength = in.readInt();
                byte[] key = keyLength < 0 ? null : in.readNBytes(keyLength);
                reader.record(topic, key, in.readNBytes(in.readInt()));
            }
        }
    }

    @Override
    public void close() {
        if (rest == null) {
            return;
        }
        try {
            rest.close();
            Files.delete(file);
        } catch (IOException e) {
            throw failed("deleted", e);
        }
    }
}
