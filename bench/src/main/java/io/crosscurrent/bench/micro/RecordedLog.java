/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.micro;

import io.crosscurrent.bench.DataSets;
import io.crosscurrent.bench.SourceDatabase;
import io.crosscurrent.mysql.binlog.BinlogHandler;
import io.crosscurrent.mysql.binlog.BinlogReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;

/**
 * The log that a real server wrote for a {@link io.crosscurrent.bench.ChangeScript}, in memory.
 *
 * @param file its name
 * @param bytes the whole file, from its magic number on
 * @param expected {@link io.crosscurrent.bench.RowIdentity} of the changes in it
 */
record RecordedLog(String file, byte[] bytes, long[] expected) {
    private static final int MAGIC_BYTES = 4;
    private static final int HEADER_BYTES = 19;
    private static final int LENGTH_OFFSET = 9;
    private static final byte ROTATE = 4;
    private static final short ARTIFICIAL = 0x20;

    /** Starts a server, has it write so many changes, and keeps its log. */
    static RecordedLog write(int changes) throws IOException, SQLException {
        try (SourceDatabase source = SourceDatabase.temporary(sentence -> {})) {
            long[] expected = DataSets.changes(source, changes);
            String file = source.startPosition().split(":")[0];
            byte[] bytes = Files.readAllBytes(source.server().data().resolve(file));
            return new RecordedLog(file, bytes, expected);
        }
    }

    /** Feeds all events to a fresh reader, as a dump of the server would. */
    void read(BinlogHandler handler) throws InterruptedException {
        try (BinlogReader reader = new BinlogReader(handler)) {
            byte[] rotation = rotation();
            reader.accept(rotation, 0, rotation.length);
            ByteBuffer lengths = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int at = MAGIC_BYTES;
            while (at < bytes.length) {
                int length = lengths.getInt(at + LENGTH_OFFSET);
                reader.accept(bytes, at, length);
                at += length;
            }
        }
    }

    /** Every dump begins with it: it says which file follows. */
    private byte[] rotation() {
        byte[] name = file.getBytes(StandardCharsets.UTF_8);
        int length = HEADER_BYTES + Long.BYTES + name.length;
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0)
                .put(ROTATE)
                .putInt(1)
                .putInt(length)
                .putInt(0)
                .putShort(ARTIFICIAL)
                .putLong(MAGIC_BYTES)
                .put(name)
                .array();
    }
}
