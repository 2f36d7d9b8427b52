/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import io.crosscurrent.testing.MySqlServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** Feeds a reader with the log files of a running server, the way a dump would. */
final class LogFile {
    private LogFile() {}

    /** All events from the first to the last file. */
    static void readAll(MySqlServer server, BinlogHandler handler) {
        List<Map<String, String>> files = server.query("SHOW BINARY LOGS");
        try (BinlogReader reader = new BinlogReader(handler)) {
            for (Map<String, String> file : files) {
                String name = file.get("Log_name");
                byte[] bytes = Files.readAllBytes(server.data().resolve(name));
                feed(reader, rotation(name));
                int at = 4;
                while (at < bytes.length) {
                    int size = Octets.le4(bytes, at + 9);
                    reader.accept(bytes, at, size);
                    boolean rotates = (bytes[at + 4] & 0xff) == EventType.ROTATE;
                    if (!rotates && (reader.eventStart() != at || reader.eventEnd() != at + size)) {
                        throw new AssertionError("the reader is at " + reader.eventStart() + ", the event at " + at);
                    }
                    at += size;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void feed(BinlogReader reader, byte[] event) throws InterruptedException {
        reader.accept(event, 0, event.length);
    }

    /** The artificial rotation with which every dump begins. */
    static byte[] rotation(String file) {
        byte[] name = file.getBytes(StandardCharsets.UTF_8);
        ByteBuffer event =
                ByteBuffer.allocate(EventHeader.BYTES + 8 + name.length).order(ByteOrder.LITTLE_ENDIAN);
        event.putInt(0)
                .put((byte) EventType.ROTATE)
                .putInt(1)
                .putInt(event.capacity())
                .putInt(0)
                .putShort((short) 0x20);
        event.putLong(4).put(name);
        return event.array();
    }
}
