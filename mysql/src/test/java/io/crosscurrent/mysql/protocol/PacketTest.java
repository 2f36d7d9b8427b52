/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketTest {
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();

    private static byte[] payload(int length) {
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);
        return payload;
    }

    private static byte[] current(PacketInput in) {
        return Arrays.copyOfRange(in.buffer, in.offset, in.offset + in.length);
    }

    /** Hands out few bytes at a time, as a network does. */
    private static InputStream inPieces(byte[] bytes, int piece) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(piece, length));
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000, 100_000_000})
    void packetsOfAnySizeComeOutAsTheyWentIn(int piece) throws IOException {
        int[] lengths = piece == 1
                ? new int[] {1, 0, 250, 70_000, 3}
                : new int[] {1, 0xFFFFFE, 0xFFFFFF, 5, 0xFFFFFF + 1, 300_000, 2 * 0xFFFFFF, 9};
        PacketOutput out = new PacketOutput(wire);
        for (int length : lengths) {
            out.reply(-1).bytes(payload(length)).send();
        }

        PacketInput in = new PacketInput(inPieces(wire.toByteArray(), piece));

        for (int length : lengths) {
            in.next();
            assertThat(in.length).isEqualTo(length);
            assertThat(Arrays.equals(current(in), payload(length))).isTrue();
        }
        assertThatThrownBy(in::next).isInstanceOf(EOFException.class);
    }

    @Test
    void theBufferShrinksAgainAfterLargePackets() throws IOException {
        PacketOutput out = new PacketOutput(wire);
        out.reply(0).bytes(payload(30_000_000)).send();
        for (int i = 0; i < 3000; i++) {
            out.reply(0).bytes(payload(i)).send();
        }
        PacketInput in = new PacketInput(inPieces(wire.toByteArray(), 4000));
        in.next();
        assertThat(in.buffer.length).isGreaterThan(30_000_000);
        for (int i = 0; i < 3000; i++) {
            in.next();
            assertThat(Arrays.equals(current(in), payload(i))).isTrue();
        }
        assertThat(in.buffer.length).isLessThan(1_000_000);
    }

    @Test
    void readyMeansThatAWholePacketIsThere() throws IOException {
        PacketOutput out = new PacketOutput(wire);
        out.reply(0).bytes(payload(10)).send();
        out.reply(0).bytes(payload(20)).send();
        byte[] bytes = wire.toByteArray();
        PacketInput in = new PacketInput(inPieces(bytes, 20));
        in.next();
        assertThat(in.ready()).isTrue();
        in.next();
        assertThat(current(in)).isEqualTo(payload(20));
        assertThat(in.ready()).isFalse();
    }

    @Test
    void integersAndTextsComeBack() throws IOException {
        PacketOutput out = new PacketOutput(wire);
        long[] numbers = {0, 250, 251, 65_535, 65_536, 16_777_215, 16_777_216, Long.MAX_VALUE};
        out.reply(0).int1(255).int2(65_535).int4(4_294_967_295L).int8(-2).nulTerminated("größe");
        for (long number : numbers) {
            out.lengthEncoded(number);
        }
        out.send();
        PacketInput in = new PacketInput(new ByteArrayInputStream(wire.toByteArray()));
        in.next();
        PacketFields fields = PacketFields.of(in);
        assertThat(fields.int1()).isEqualTo(255);
        assertThat(fields.int2()).isEqualTo(65_535);
        assertThat(fields.int4()).isEqualTo(4_294_967_295L);
        assertThat(fields.int8()).isEqualTo(-2);
        assertThat(fields.nulTerminated()).isEqualTo("größe");
        for (long number : numbers) {
            assertThat(fields.lengthEncoded()).isEqualTo(number);
        }
        assertThatThrownBy(fields::int1).isInstanceOf(IOException.class);
    }

    @Test
    void compressedFramesAreOpenedWhereverTheyEnd() throws IOException {
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        PacketOutput out = new PacketOutput(packets);
        byte[] repeated = new byte[300_000];
        Arrays.fill(repeated, (byte) 'z');
        out.reply(0).bytes(repeated).send();
        out.reply(0).bytes(payload(50)).send();
        byte[] plain = packets.toByteArray();
        for (int at = 0; at < plain.length; at += 70_001) {
            frame(Arrays.copyOfRange(plain, at, Math.min(plain.length, at + 70_001)));
        }
        PacketInput in = new PacketInput(new CompressedInput(inPieces(wire.toByteArray(), 1000), Compression.ZLIB));
        in.next();
        assertThat(current(in)).isEqualTo(repeated);
        in.next();
        assertThat(current(in)).isEqualTo(payload(50));
    }

    private void frame(byte[] plain) {
        Deflater deflater = new Deflater();
        deflater.setInput(plain);
        deflater.finish();
        byte[] packed = new byte[plain.length + 100];
        int size = deflater.deflate(packed);
        deflater.end();
        wire.write(size);
        wire.write(size >> 8);
        wire.write(size >> 16);
        wire.write(0);
        wire.write(plain.length);
        wire.write(plain.length >> 8);
        wire.write(plain.length >> 16);
        wire.write(packed, 0, size);
    }
}
