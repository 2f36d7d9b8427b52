/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.testing.MySqlServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginIT {
    private static final String PASSWORD = "sécret';-- pass";
    private static MySqlServer server;

    @BeforeAll
    static void startServer() {
        server = MySqlServer.start(
                MySqlServer.Options.full().with("protocol_compression_algorithms", "uncompressed,zlib,zstd"));
        for (String plugin : new String[] {"caching_sha2_password", "mysql_native_password", "sha256_password"}) {
            String quoted = PASSWORD.replace("'", "''");
            server.execute("create user 'u_" + plugin + "'@'%' identified with " + plugin + " by '" + quoted + "'");
            server.execute("create user 'e_" + plugin + "'@'%' identified with " + plugin + " by ''");
        }
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static SourceSettings settings(
            String user, String password, String ssl, String ca, Map<String, String> options) {
        return new SourceSettings("mysql", "127.0.0.1", server.port(), user, password, ssl, ca, options);
    }

    private static String authority() throws IOException {
        return Files.readString(server.data().resolve("ca.pem"));
    }

    @ParameterizedTest
    @CsvSource({
        "caching_sha2_password, none",
        "caching_sha2_password, require",
        "caching_sha2_password, verify-ca",
        "mysql_native_password, none",
        "mysql_native_password, require",
        "sha256_password, none",
        "sha256_password, require"
    })
    void logsInWithEveryPluginWithAndWithoutTls(String plugin, String ssl) throws IOException {
        server.execute("flush privileges");
        String ca = ssl.equals("verify-ca") ? authority() : "";
        for (String user : new String[] {"u_", "e_"}) {
            SourceSettings settings = settings(user + plugin, user.equals("u_") ? PASSWORD : "", ssl, ca, Map.of());
            for (int attempt = 0; attempt < 2; attempt++) {
                try (MySqlConnection connection = MySqlConnection.open(settings)) {
                    assertThat(connection.serverVersion()).startsWith("8.0.33");
                    assertThat(connection.query("select user() u, connection_id() c, null n"))
                            .singleElement()
                            .satisfies(row -> assertThat(row)
                                    .containsEntry("u", settings.user() + "@localhost")
                                    .containsEntry("c", "" + connection.id())
                                    .containsEntry("n", null));
                    assertThat(connection
                                    .query("show session status like 'Ssl_version'")
                                    .get(0)
                                    .get("Value"))
                            .matches(ssl.equals("none") ? "" : "TLSv1\\.[23]");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "zlib", "zstd"})
    void compressesWhatTheServerSends(String compression) {
        SourceSettings settings = settings(
                server.adminUser(),
                server.adminPassword(),
                "require",
                "",
                Map.of("ConnectionCompression", compression));
        try (MySqlConnection connection = MySqlConnection.open(settings)) {
            assertThat(connection
                            .query("select repeat('abcdefgh', 4000000) r, 1 one")
                            .get(0))
                    .satisfies(
                            row -> assertThat(row.get("r")).hasSize(32_000_000).endsWith("efgh"))
                    .containsEntry("one", "1");
            assertThat(connection
                            .query("show session status like 'Compression_algorithm'")
                            .get(0)
                            .get("Value"))
                    .isEqualTo(compression.equals("none") ? "" : compression);
            String sent = "x".repeat(17_000_000);
            assertThat(connection.query("select length('" + sent + "') l").get(0))
                    .containsEntry("l", "17000000");
        }
    }

    @Test
    void refusesAWrongPasswordWithoutNamingIt() {
        CrosscurrentException failure = catchThrowableOfType(
                CrosscurrentException.class,
                () -> MySqlConnection.open(settings("u_mysql_native_password", "wrongwrong", "none", "", Map.of())));

        assertThat(failure.code()).isEqualTo("source.access_denied");
        assertThat(failure.oneLine())
                .contains("1045", "28000", "127.0.0.1:" + server.port())
                .doesNotContain("wrongwrong");
        assertThat(((MySqlException) failure).errorNumber()).isEqualTo(1045);
    }

    @Test
    void refusesAServerWhoseAuthorityIsUnknown() {
        CrosscurrentException failure = catchThrowableOfType(
                CrosscurrentException.class,
                () -> MySqlConnection.open(
                        settings(server.adminUser(), server.adminPassword(), "verify-ca", "", Map.of())));

        assertThat(failure.code()).isEqualTo("source.tls");
    }

    @Test
    void refusesACertificateThatNamesAnotherHost() {
        CrosscurrentException failure = catchThrowableOfType(
                CrosscurrentException.class,
                () -> MySqlConnection.open(
                        settings(server.adminUser(), server.adminPassword(), "verify-full", authority(), Map.of())));

        assertThat(failure.code()).isEqualTo("source.tls");
        assertThat(failure.remedy()).contains("verify-ca");
    }

    @Test
    void saysThatAServerRequiresTls() {
        server.execute("set global require_secure_transport = on");
        try {
            CrosscurrentException failure = catchThrowableOfType(
                    CrosscurrentException.class,
                    () -> MySqlConnection.open(settings("u_mysql_native_password", PASSWORD, "none", "", Map.of())));
            assertThat(failure.code()).isEqualTo("source.tls_required");
            assertThat(failure.remedy()).contains("SslMode");
            MySqlConnection.open(settings("u_mysql_native_password", PASSWORD, "require", "", Map.of()))
                    .close();
        } finally {
            try (MySqlConnection connection = MySqlConnection.open(
                    settings(server.adminUser(), server.adminPassword(), "require", "", Map.of()))) {
                connection.execute("set global require_secure_transport = off");
            }
        }
    }

    @Test
    void aCompressionThatTheServerDoesNotOfferIsNamed() {
        server.execute("set global protocol_compression_algorithms = 'uncompressed,zlib'");
        try {
            SourceSettings zstd = settings(
                    server.adminUser(), server.adminPassword(), "none", "", Map.of("ConnectionCompression", "zstd"));
            assertThat(catchThrowableOfType(CrosscurrentException.class, () -> MySqlConnection.open(zstd)))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo("source.compression_unsupported"))
                    .satisfies(failure -> assertThat(failure.remedy()).contains("protocol_compression_algorithms"))
                    .hasMessageContaining("does not offer zstd");
        } finally {
            server.execute("set global protocol_compression_algorithms = 'uncompressed,zlib,zstd'");
        }
    }

    @Test
    void namesAHostThatDoesNotResolveAndAPortThatNobodyListensOn() throws IOException {
        SourceSettings nowhere =
                new SourceSettings("mysql", "no-such-host.invalid", 3306, "u", "p", "none", "", Map.of());
        assertThat(catchThrowableOfType(CrosscurrentException.class, () -> MySqlConnection.open(nowhere)))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("source.unreachable"))
                .hasMessageContaining("no-such-host.invalid");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        SourceSettings refused = new SourceSettings("mysql", "127.0.0.1", port, "u", "p", "none", "", Map.of());
        assertThat(catchThrowableOfType(CrosscurrentException.class, () -> MySqlConnection.open(refused)))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("source.unreachable"))
                .hasMessageContaining("refused");
    }

    @Test
    void setsTheSessionUpWhateverTheServersGlobalsAre() {
        server.execute("set global time_zone = '-07:00', global sql_mode = 'ANSI_QUOTES,PAD_CHAR_TO_FULL_LENGTH',"
                + " global wait_timeout = 5, global max_execution_time = 77");
        try {
            Map<String, String> options = new HashMap<>();
            options.put(
                    "AfterConnectScript", "set @a = 'x;y'; no such statement; set time_zone = '+03:00'; set @b = 2");
            SourceSettings settings = settings(server.adminUser(), server.adminPassword(), "none", "", options);
            try (MySqlConnection connection = MySqlConnection.open(settings)) {
                assertThat(connection
                                .query(
                                        "select @a a, @b b, @@time_zone z, @@sql_mode m, @@wait_timeout w, @@max_execution_time e,"
                                                + " @@show_gipk_in_create_table_and_information_schema g,"
                                                + " @@character_set_results c")
                                .get(0))
                        .containsEntry("a", "x;y")
                        .containsEntry("b", "2")
                        .containsEntry("z", "+00:00")
                        .containsEntry("m", "ALLOW_INVALID_DATES,NO_ENGINE_SUBSTITUTION")
                        .containsEntry("w", "86400")
                        .containsEntry("e", "0")
                        .containsEntry("g", "1")
                        .containsEntry("c", "utf8mb4");
            }
        } finally {
            server.execute("set global time_zone = 'SYSTEM', global sql_mode = default, global wait_timeout = default,"
                    + " global max_execution_time = 0");
        }
    }

    @Test
    void staysUsableAfterARefusedStatement() {
        SourceSettings settings = settings(server.adminUser(), server.adminPassword(), "none", "", Map.of());
        try (MySqlConnection connection = MySqlConnection.open(settings)) {
            CrosscurrentException failure = catchThrowableOfType(
                    CrosscurrentException.class, () -> connection.query("select * from nowhere.nothing"));
            assertThat(failure.code()).isIn("source.unknown_table", "source.unknown_schema");
            assertThat(connection.query("select 1 one").get(0)).containsEntry("one", "1");
        }
    }
}
