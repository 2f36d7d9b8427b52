/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Keeps the first messages of a run as lines of a file: what Kafka's ProducerPerformance sends again. */
final class RecordedMessages implements Consumer<byte[]>, Closeable {
    /** Far more than a batch holds, so that compression finds no message twice. */
    private static final int MOST = 20_000;

    private final OutputStream out;
    private int left;

    private RecordedMessages(OutputStream out, int left) {
        this.out = out;
        this.left = left;
    }

    static RecordedMessages to(Path file) throws IOException {
        return new RecordedMessages(new BufferedOutputStream(Files.newOutputStream(file)), MOST);
    }

    /** Keeps nothing. */
    static RecordedMessages none() {
        return new RecordedMessages(OutputStream.nullOutputStream(), 0);
    }

    @Override
    public void accept(byte[] value) {
        if (left > 0) {
            left--;
            try {
                out.write(value);
                out.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
