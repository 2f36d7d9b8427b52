/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.SourceSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The connection phase: greeting, TLS, credentials, compression.
 *
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase.html">Connection phase</a>
 */
final class Login {
    private static final long MAX_PACKET_BYTES = 1L << 30;
    private static final int UTF8MB4_GENERAL_CI = 45;
    private static final int RESERVED_BYTES = 23;

    private final Transport transport;
    private final SourceSettings settings;
    private final TlsMode tls;
    private final Compression compression;
    private final ServerErrors errors;
    private long capabilities;

    Login(Transport transport, SourceSettings settings, TlsMode tls, Compression compression, ServerErrors errors) {
        this.transport = transport;
        this.settings = settings;
        this.tls = tls;
        this.compression = compression;
        this.errors = errors;
    }

    /** What both sides have, after {@link #perform}. */
    long capabilities() {
        return capabilities;
    }

    Greeting perform() throws IOException {
        transport.in.next();
        PacketFields fields = PacketFields.of(transport.in);
        if (fields.peek() == 0xFF) {
            throw errors.read(fields, "login");
        }
        Greeting greeting = Greeting.read(fields);
        requireFrom(greeting);
        capabilities = Capability.WANTED & greeting.capabilities() | compression.capability();
        int sequence = transport.in.sequence;
        if (tls != TlsMode.NONE) {
            capabilities |= Capability.SSL;
            clientHeader(transport.out.reply(sequence++)).send();
            transport.encrypt(tls, settings);
        }
        Authentication authentication =
                new Authentication(transport, settings.password(), errors, greeting.plugin(), greeting.challenge());
        respond(sequence, authentication);
        authentication.complete();
        if (compression != Compression.NONE) {
            transport.compress(compression);
        }
        return greeting;
    }

    private void requireFrom(Greeting greeting) {
        if (!greeting.has(Capability.PROTOCOL_41) || !greeting.has(Capability.PLUGIN_AUTH)) {
            throw new CrosscurrentException(
                    "source.version_unsupported",
                    errors.address() + " runs version " + greeting.serverVersion()
                            + ", which lacks authentication plug-ins.",
                    "Use MySQL 5.7 or newer.");
        }
        if (tls != TlsMode.NONE && !greeting.has(Capability.SSL)) {
            throw new CrosscurrentException(
                    "source.tls",
                    errors.address() + " does not offer TLS; the SSL mode is " + settings.sslMode() + ".",
                    "Give the server a certificate (ssl_cert, ssl_key), or set the endpoint's SslMode to none.");
        }
        compression.requireFrom(greeting, errors.address());
    }

    /** Layout: capabilities (4 bytes), largest packet (4), character set (1), reserved (23). Alone: a request for TLS. */
    private PacketOutput clientHeader(PacketOutput out) {
        return out.int4(capabilities)
                .int4(MAX_PACKET_BYTES)
                .int1(UTF8MB4_GENERAL_CI)
                .zeros(RESERVED_BYTES);
    }

    private void respond(int sequence, Authentication authentication) throws IOException {
        byte[] response = authentication.response();
        PacketOutput out = clientHeader(transport.out.reply(sequence)).nulTerminated(settings.user());
        if ((capabilities & Capability.PLUGIN_AUTH_LENENC) != 0) {
            out.lengthEncoded(response);
        } else {
            out.int1(response.length).bytes(response);
        }
        out.nulTerminated(authentication.plugin());
        if ((capabilities & Capability.CONNECT_ATTRIBUTES) != 0) {
            byte[] name = "program_name".getBytes(StandardCharsets.US_ASCII);
            byte[] value = "crosscurrent".getBytes(StandardCharsets.US_ASCII);
            out.lengthEncoded(name.length + value.length + 2)
                    .lengthEncoded(name)
                    .lengthEncoded(value);
        }
        if (compression == Compression.ZSTD) {
            out.int1(Compression.level(settings));
        }
        out.send();
    }
}
