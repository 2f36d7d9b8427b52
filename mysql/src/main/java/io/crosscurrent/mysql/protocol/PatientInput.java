/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.function.Supplier;

/** Waits for bytes, and after each silence asks whether to wait on. Nothing read so far is lost by asking. One thread. */
final class PatientInput extends InputStream {
    /** What becomes of a read that has waited in vain. */
    @FunctionalInterface
    interface Patience {
        /** For connections whose silence says enough. */
        Patience NONE = (silence, times) -> {
            throw silence;
        };

        /** Returns to wait as long again. @param times 1 for the first silence since something came @throws IOException to give up */
        void silent(SocketTimeoutException silence, int times) throws IOException;
    }

    private final InputStream in;
    private final Supplier<Patience> patience;

    PatientInput(InputStream in, Supplier<Patience> patience) {
        this.in = in;
        this.patience = patience;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        for (int times = 1; ; times++) {
            try {
                return in.read(target, offset, length);
            } catch (SocketTimeoutException e) {
                patience.get().silent(e, times);
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
