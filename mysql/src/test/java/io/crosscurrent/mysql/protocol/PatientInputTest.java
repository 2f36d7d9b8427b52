/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.testing.link.FaultyLink;
import io.crosscurrent.testing.tls.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatientInputTest {
    private static final byte[] SENT = new byte[200_000];

    static {
        new Random(3).nextBytes(SENT);
    }

    /** Read time-outs strike in the middle of TLS records: not a byte may be lost by them. */
    @Test
    void waitsThroughSilencesInsideOfTlsRecords(@TempDir Path directory) throws Exception {
        TestAuthority.Identity identity = new TestAuthority(directory, "authority").issue("server", "", 0, 30);
        SourceSettings shown = new SourceSettings(
                "mysql",
                "127.0.0.1",
                1,
                "u",
                "p",
                "none",
                "",
                Map.of(
                        ClientIdentity.CERTIFICATE, identity.certificatePem(),
                        ClientIdentity.KEY, identity.keyPem()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(ClientIdentity.of(shown), null, null);
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                FaultyLink link = FaultyLink.to(listener.getLocalPort())) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> serve(context, listener));
            link.throttle(80_000);
            AtomicInteger silences = new AtomicInteger();
            try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), link.port());
                    SSLSocket tls = TlsMode.REQUIRE.upgrade(plain, shown)) {
                plain.setSoTimeout(20);
                PatientInput in =
                        new PatientInput(tls.getInputStream(), () -> (silence, times) -> silences.incrementAndGet());
                assertThat(in.readNBytes(SENT.length)).isEqualTo(SENT);
            }
            assertThat(silences.get()).isPositive();
            serving.join();
        }
    }

    private static void serve(SSLContext context, ServerSocket listener) {
        try (Socket accepted = listener.accept();
                SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(accepted, null, true)) {
            tls.setUseClientMode(false);
            tls.getOutputStream().write(SENT);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void givesUpWhenToldSoAndCountsTheSilencesOfOneRead() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
            socket.setSoTimeout(20);
            AtomicInteger asked = new AtomicInteger();
            PatientInput in = new PatientInput(socket.getInputStream(), () -> (silence, times) -> {
                assertThat(times).isEqualTo(asked.incrementAndGet());
                if (times == 3) {
                    throw silence;
                }
            });
            assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
            assertThat(asked.get()).isEqualTo(3);
        }
    }
}
