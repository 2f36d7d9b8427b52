/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.SourceSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Servers that ask for a plug-in which the free server does not have: only their side of the login is played. */
class AuthenticationTest {
    private static final long CAPABILITIES =
            Capability.WANTED & ~Capability.CONNECT_ATTRIBUTES & ~Capability.DEPRECATE_EOF;

    /** Greets, takes the first response, asks for {@code plugin} instead. @return what came before the connection ended */
    private static CompletableFuture<byte[]> switching(ServerSocket listener, String plugin) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket socket = listener.accept()) {
                socket.getOutputStream().write(packet(0, greeting()));
                InputStream in = socket.getInputStream();
                byte[] header = in.readNBytes(4);
                in.readNBytes((header[0] & 0xFF) | (header[1] & 0xFF) << 8);
                ByteArrayOutputStream request = new ByteArrayOutputStream();
                request.write(0xFE);
                request.writeBytes(plugin.getBytes(StandardCharsets.US_ASCII));
                request.write(0);
                request.writeBytes(new byte[21]);
                socket.getOutputStream().write(packet(2, request.toByteArray()));
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static byte[] packet(int sequence, byte[] payload) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(payload.length);
        packet.write(payload.length >> 8);
        packet.write(0);
        packet.write(sequence);
        packet.writeBytes(payload);
        return packet.toByteArray();
    }

    /** Layout: see {@link Greeting}. */
    private static byte[] greeting() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(10);
        out.writeBytes("8.0.33\0".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[] {7, 0, 0, 0});
        out.writeBytes("12345678\0".getBytes(StandardCharsets.US_ASCII));
        out.write((int) CAPABILITIES);
        out.write((int) (CAPABILITIES >> 8));
        out.writeBytes(new byte[] {45, 2, 0});
        out.write((int) (CAPABILITIES >> 16));
        out.write((int) (CAPABILITIES >> 24));
        out.write(21);
        out.writeBytes(new byte[10]);
        out.writeBytes("123456789012\0".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes("caching_sha2_password\0".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static CrosscurrentException refused(String plugin) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<byte[]> sent = switching(listener, plugin);
            SourceSettings settings = new SourceSettings(
                    "mysql", "127.0.0.1", listener.getLocalPort(), "capture", "hunter2", "none", "", Map.of());
            CrosscurrentException failure =
                    catchThrowableOfType(CrosscurrentException.class, () -> MySqlConnection.open(settings));
            assertThat(sent.join())
                    .as("nothing may be sent to a plug-in that is not spoken")
                    .isEmpty();
            return failure;
        }
    }

    @Test
    void aPluginThatIsNotSpokenIsNamedWithTheStatementThatChangesIt() throws IOException {
        CrosscurrentException failure = refused("authentication_ldap_sasl_client");

        assertThat(failure.code()).isEqualTo("source.authentication_unsupported");
        assertThat(failure.getMessage()).contains("authentication_ldap_sasl_client", "capture");
        assertThat(failure.remedy())
                .isEqualTo("ALTER USER 'capture'@'%' IDENTIFIED WITH caching_sha2_password BY '...';");
    }

    @Test
    void aPasswordIsNeverSentReadableWithoutTls() throws IOException {
        CrosscurrentException failure = refused("mysql_clear_password");

        assertThat(failure.code()).isEqualTo("source.tls_required");
        assertThat(failure.remedy()).contains("SslMode");
    }
}
