/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.SourceSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an endpoint must not make this process do, whoever answers at its address. */
class UntrustedServerTest {
    private static SourceSettings at(String host) {
        return new SourceSettings("mysql", host, 3306, "reader", "pw", "none", "", Map.of());
    }

    @Test
    void aServerThatAsksForALocalFileGetsNone() throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        byte[] asked = "\u00fb/etc/passwd".getBytes(StandardCharsets.ISO_8859_1);
        new PacketOutput(wire).reply(0).bytes(asked).send();
        ResultSet result = new ResultSet(
                new PacketInput(new ByteArrayInputStream(wire.toByteArray())), true, new ServerErrors(at("db")));
        assertThatThrownBy(() -> result.begin("query")).hasMessageContaining("which this client never sends");
    }

    @Test
    void aServerFromBeforeAuthenticationPluginsIsRefusedByItsVersion() throws Exception {
        try (ServerSocket old = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answer = new Thread(() -> greet(old), "test-old-server");
            answer.start();
            SourceSettings settings =
                    new SourceSettings("mysql", "127.0.0.1", old.getLocalPort(), "reader", "pw", "none", "", Map.of());
            assertThatThrownBy(() -> MySqlConnection.open(settings))
                    .isInstanceOfSatisfying(CrosscurrentException.class, failure -> {
                        assertThat(failure.code()).isEqualTo("source.version_unsupported");
                        assertThat(failure.getMessage()).contains("runs version 5.1.73");
                        assertThat(failure.remedy()).contains("MySQL 5.7 or newer");
                    });
            answer.join();
        }
    }

    /** As MySQL 5.1 greets: protocol 4.1, no plug-ins. */
    private static void greet(ServerSocket server) {
        int protocol41AndPasswordsOf41 = 1 << 9 | 1 << 15;
        try (Socket client = server.accept()) {
            new PacketOutput(client.getOutputStream())
                    .reply(-1)
                    .int1(10)
                    .nulTerminated("5.1.73")
                    .int4(7)
                    .text("01234567")
                    .int1(0)
                    .int2(protocol41AndPasswordsOf41)
                    .int1(8)
                    .int2(2)
                    .zeros(13)
                    .nulTerminated("890123456789")
                    .send();
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aLinkLocalAddressIsNotReached() {
        assertThatThrownBy(() -> Transport.connect(at("169.254.169.254"), 1_000))
                .hasMessageContaining("link-local");
    }
}
