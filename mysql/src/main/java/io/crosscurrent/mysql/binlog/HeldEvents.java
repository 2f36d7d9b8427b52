/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.core.table.TableId;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The row events of one distributed transaction, kept until its outcome is known: some in memory, beyond that in a temporary
 * file, which {@link #close} deletes. Only events of wanted tables are kept. One thread.
 */
public final class HeldEvents implements AutoCloseable {
    private static final int MEMORY_BYTES = 256 << 10;
    private static final int SIZE_OFFSET = 9;

    private final Predicate<TableId> wanted;
    private final Set<Long> wantedNumbers = new HashSet<>();
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private DataOutputStream out = new DataOutputStream(memory);
    private Path file;
    private long count;

    /** Takes events back: {@code index} is the event's number within its transaction. */
    interface Reader {
        void event(int index, byte[] bytes) throws InterruptedException;
    }

    /** @param wanted tables whose rows matter */
    public HeldEvents(Predicate<TableId> wanted) {
        this.wanted = wanted;
    }

    static boolean concerns(int type) {
        return switch (type) {
            case EventType.TABLE_MAP,
                    EventType.WRITE_ROWS,
                    EventType.UPDATE_ROWS,
                    EventType.DELETE_ROWS,
                    EventType.WRITE_ROWS_V1,
                    EventType.UPDATE_ROWS_V1,
                    EventType.DELETE_ROWS_V1,
                    EventType.PARTIAL_UPDATE_ROWS -> true;
            default -> false;
        };
    }

    void add(EventHeader event, int index) {
        long number = RowsEvent.tableNumber(event);
        if (event.type == EventType.TABLE_MAP) {
            if (wanted.test(TableMap.id(event.body()))) {
                wantedNumbers.add(number);
            } else {
                wantedNumbers.remove(number);
            }
        }
        if (!wantedNumbers.contains(number)) {
            return;
        }
        int length = event.bodyEnd - event.start;
        try {
            if (file == null && memory.size() + length > MEMORY_BYTES) {
                file = Files.createTempFile("crosscurrent-xa-", ".events");
                out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
            }
            out.writeInt(index);
            out.writeInt(length);
            out.write(event.buffer, event.start, SIZE_OFFSET);
            // Without the checksum the event is shorter than its header said.
            out.writeInt(Integer.reverseBytes(length));
            int rest = SIZE_OFFSET + Integer.BYTES;
            out.write(event.buffer, event.start + rest, length - rest);
            count++;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Whether no rows of wanted tables came. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** The transaction is prepared: nothing more comes. Frees what only writing needs. */
    public void seal() {
        try {
            out.close();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** All events, in order; more than once when asked again. */
    void forEach(Reader reader) throws InterruptedException {
        seal();
        read(new ByteArrayInputStream(memory.toByteArray()), reader);
        if (file == null) {
            return;
        }
        try (InputStream rest = Files.newInputStream(file)) {
            read(new BufferedInputStream(rest, 1 << 16), reader);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void read(InputStream from, Reader reader) throws InterruptedException {
        DataInputStream in = new DataInputStream(from);
        try {
            for (int first = in.read(); first >= 0; first = in.read()) {
                int index = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
                byte[] bytes = new byte[in.readInt()];
                in.readFully(bytes);
                reader.event(index, bytes);
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private UncheckedIOException unusable(IOException cause) {
        return new UncheckedIOException(
                "the rows of a distributed transaction cannot be kept in the temporary file " + file, cause);
    }

    @Override
    public void close() {
        seal();
        memory.reset();
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw unusable(e);
            }
        }
    }
}
