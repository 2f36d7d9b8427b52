/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Events that servers rarely send, made by hand; all others come from real servers in the ITs. */
class BinlogReaderTest {
    private static final int IGNORABLE = 0x80;
    private final Journal journal = new Journal(map -> null);
    private final BinlogReader reader = new BinlogReader(journal);
    private boolean checksums;

    private void accept(byte[] event) throws InterruptedException {
        reader.accept(event, 0, event.length);
    }

    private byte[] event(int type, int flags, long nextPosition, byte... body) {
        int size = EventHeader.BYTES + body.length + (checksums ? 4 : 0);
        ByteBuffer event = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        event.putInt(1)
                .put((byte) type)
                .putInt(1)
                .putInt(size)
                .putInt((int) nextPosition)
                .putShort((short) flags)
                .put(body);
        if (checksums) {
            CRC32 crc = new CRC32();
            crc.update(event.array(), 0, size - 4);
            event.putInt((int) crc.getValue());
        }
        return event.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void refused(String code, String part, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CrosscurrentException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).contains(part);
            assertThat(e.remedy()).isNotEmpty();
        });
    }

    private void format() throws InterruptedException {
        checksums = true;
        byte[] body = new byte[2 + 50 + 4 + 1 + 41 + 1];
        System.arraycopy(ascii("8.0.33"), 0, body, 2, 6);
        body[body.length - 1] = 1;
        accept(LogFile.rotation("bin.000001"));
        accept(event(EventType.FORMAT_DESCRIPTION, 0, 126, body));
    }

    @Test
    void unknownEventsStopUnlessTheyMayBeIgnored() throws InterruptedException {
        format();
        accept(event(77, IGNORABLE, 200));

        refused("source.unsupported_event", "unknown type 77 at bin.000001:200", () -> accept(event(77, 0, 223)));
    }

    @Test
    void incidentsStop() throws InterruptedException {
        format();

        refused(
                "source.incident",
                "lost",
                () -> accept(event(
                        EventType.INCIDENT,
                        0,
                        200,
                        (byte) 1,
                        (byte) 0,
                        (byte) 4,
                        (byte) 'l',
                        (byte) 'o',
                        (byte) 's',
                        (byte) 't')));
    }

    @Test
    void taggedGtidsStop() throws InterruptedException {
        format();

        refused("source.gtid_tags", "tagged", () -> accept(event(EventType.GTID_TAGGED, 0, 200)));
    }

    @Test
    void aFlippedBitIsNoticed() throws InterruptedException {
        format();
        byte[] event = event(EventType.XID, 0, 200, new byte[8]);
        event[EventHeader.BYTES + 3] ^= 1;

        refused("source.checksum_mismatch", "bin.000001:126", () -> accept(event));
    }

    @Test
    void eventsThatAreTooShortAreNamed() throws InterruptedException {
        refused("source.corrupt_event", "", () -> reader.accept(new byte[10], 0, 10));
        format();

        refused("source.corrupt_event", "type 19", () -> accept(event(EventType.TABLE_MAP, 0, 200, new byte[9])));
        refused(
                "source.corrupt_event",
                "not described",
                () -> accept(event(EventType.WRITE_ROWS, 0, 300, new byte[12])));
    }

    @Test
    void offsetsGoOnBeyondFourGigabytes() throws InterruptedException {
        format();
        accept(event(EventType.XID, 0, 0xffff_fff0L, new byte[8]));
        accept(event(EventType.XID, 0, 15, new byte[8]));
        assertThat(reader.eventEnd()).isEqualTo((1L << 32) + 15);
        assertThat(reader.eventStart()).isEqualTo((1L << 32) + 15 - 31);

        accept(event(EventType.HEARTBEAT, 0, 15, ascii("bin.000001")));
        assertThat(reader.eventEnd()).isEqualTo((1L << 32) + 15);
    }

    @Test
    void heartbeatsTellWhereTheServerIs() throws InterruptedException {
        format();
        byte[] name = ascii("bin.000007");
        ByteBuffer body = ByteBuffer.allocate(2 + name.length + 2 + 9 + 1).order(ByteOrder.LITTLE_ENDIAN);
        body.put((byte) 1).put((byte) name.length).put(name);
        body.put((byte) 2).put((byte) 9).put((byte) 254).putLong(5_000_000_000L).put((byte) 0);

        accept(event(EventType.HEARTBEAT_V2, 0x20, 0, body.array()));

        assertThat(reader.file()).isEqualTo("bin.000007");
        assertThat(reader.eventEnd()).isEqualTo(5_000_000_000L);
    }

    @Test
    void aRotationThatIsOnlyToldDoesNotNeedToKnowOfChecksums() throws InterruptedException {
        checksums = true;
        byte[] body = ByteBuffer.allocate(8 + 10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(157)
                .put(ascii("bin.000002"))
                .array();

        accept(event(EventType.ROTATE, 0x20, 0, body));

        assertThat(reader.file()).isEqualTo("bin.000002");
        assertThat(reader.eventEnd()).isEqualTo(157);
    }

    @Test
    void previousGtidsAreTextAsTheServerPrintsIt() {
        ByteBuffer body = ByteBuffer.allocate(8 + 16 + 8 + 32).order(ByteOrder.LITTLE_ENDIAN);
        body.putLong(1)
                .put(new byte[15])
                .put((byte) 0xab)
                .putLong(2)
                .putLong(1)
                .putLong(6)
                .putLong(9)
                .putLong(10);

        assertThat(PreviousGtids.text(new PackedCursor(body.array(), 0, body.capacity())))
                .isEqualTo("00000000-0000-0000-0000-0000000000ab:1-5:9");
    }
}
