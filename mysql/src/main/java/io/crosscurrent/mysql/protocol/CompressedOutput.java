/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Wraps commands in frames of the compressed protocol, uncompressed, as they are small. Each write is one command.
 * Layout: see {@link CompressedInput}.
 */
final class CompressedOutput extends OutputStream {
    private static final int HEADER_BYTES = 7;
    private final OutputStream out;

    CompressedOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int sequence = 0;
        for (int done = 0; done < length; ) {
            int part = Math.min(PacketInput.FULL_PART, length - done);
            byte[] frame = new byte[HEADER_BYTES + part];
            frame[0] = (byte) part;
            frame[1] = (byte) (part >> 8);
            frame[2] = (byte) (part >> 16);
            frame[3] = (byte) sequence++;
            System.arraycopy(bytes, offset + done, frame, HEADER_BYTES, part);
            out.write(frame, 0, frame.length);
            done += part;
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
