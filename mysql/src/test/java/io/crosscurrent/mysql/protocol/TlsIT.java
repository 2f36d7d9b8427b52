/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.testing.MySqlServer;
import io.crosscurrent.testing.link.FaultyLink;
import io.crosscurrent.testing.tls.TestAuthority;
import io.crosscurrent.testing.tls.TestAuthority.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with certificates of an authority of our own: every mode, and every way it can fail. */
class TlsIT {
    private static final String PLUGIN = "caching_sha2_password";

    @TempDir
    static Path directory;

    private static MySqlServer server;
    private static TestAuthority authority;
    private static TestAuthority stranger;
    private static Identity ours;

    @BeforeAll
    static void startServer() {
        authority = new TestAuthority(directory, "authority");
        stranger = new TestAuthority(directory, "stranger");
        ours = authority.issue("server", "ip:127.0.0.1,dns:localhost", 0, 30);
        server = MySqlServer.start(MySqlServer.Options.full());
        server.execute("create user 'plain'@'%' identified with " + PLUGIN + " by 'pw'");
        server.execute("create user 'signed'@'%' identified with " + PLUGIN + " by 'pw' require x509");
        server.execute(
                "create user 'subject'@'%' identified with " + PLUGIN + " by 'pw' require subject '/CN=capture'");
        server.execute("create user 'encrypted'@'%' identified with " + PLUGIN + " by 'pw' require ssl");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void showOurs() throws IOException {
        show(ours);
    }

    /** The server shows this certificate from now on. */
    private static void show(Identity identity) throws IOException {
        Path ca = Files.writeString(directory.resolve("ca.pem"), authority.pem());
        Path certificate = Files.writeString(directory.resolve("server.pem"), identity.certificatePem());
        Path key = Files.writeString(directory.resolve("server.key"), identity.keyPem());
        server.execute(
                "set global ssl_ca = '%s', global ssl_cert = '%s', global ssl_key = '%s'"
                        .formatted(ca, certificate, key),
                "set global tls_version = 'TLSv1.2,TLSv1.3'",
                "alter instance reload tls");
    }

    private static SourceSettings settings(String user, String ssl, String ca, Identity client) {
        return settings("mysql", "127.0.0.1", server.port(), user, ssl, ca, client);
    }

    private static SourceSettings settings(
            String engine, String host, int port, String user, String ssl, String ca, Identity client) {
        Map<String, String> options = new HashMap<>();
        if (client != null) {
            options.put("SslClientCertificate", client.certificatePem());
            options.put("SslClientKey", client.keyPem());
        }
        return new SourceSettings(engine, host, port, user, "pw", ssl, ca, options);
    }

    private static CrosscurrentException refused(SourceSettings settings) {
        CrosscurrentException failure =
                catchThrowableOfType(CrosscurrentException.class, () -> MySqlConnection.open(settings)
                        .close());
        assertThat(failure).as("the connection must be refused").isNotNull();
        return failure;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void everyModeConnectsWhereItMayInEachVersion(String version) {
        server.execute("set global tls_version = '" + version + "'", "alter instance reload tls");
        for (String mode : new String[] {"require", "verify-ca", "verify-full"}) {
            String ca = mode.equals("require") ? "" : authority.pem();
            try (MySqlConnection connection = MySqlConnection.open(settings("plain", mode, ca, null))) {
                assertThat(connection
                                .query("show session status like 'Ssl_version'")
                                .get(0))
                        .containsEntry("Value", version);
            }
        }
    }

    @Test
    void aClientCertificateOpensLoginsThatAskForOne() {
        Identity capture = authority.issue("capture", "", 0, 30);
        for (String user : new String[] {"signed", "subject"}) {
            SourceSettings settings = settings(user, "verify-full", authority.pem(), capture);
            try (MySqlConnection connection = MySqlConnection.open(settings)) {
                assertThat(connection.query("select user() u").get(0)).containsEntry("u", user + "@localhost");
            }
        }
    }

    @Test
    void aKeyInTheOlderFormIsTaken() throws IOException {
        show(ours);
        String pkcs1 = Files.readString(server.data().resolve("client-key.pem"));
        assertThat(pkcs1).contains("PRIVATE KEY");
        Path ca = server.data().resolve("ca.pem");
        server.execute("set global ssl_ca = '" + ca + "'", "alter instance reload tls");
        Identity generated = new Identity(Files.readString(server.data().resolve("client-cert.pem")), pkcs1);
        MySqlConnection.open(settings("signed", "require", "", generated)).close();
    }

    @Test
    void aMissingClientCertificateIsNamed() {
        CrosscurrentException failure = refused(settings("signed", "verify-ca", authority.pem(), null));

        assertThat(failure.code()).isEqualTo("source.access_denied");
        assertThat(failure.remedy()).contains("REQUIRE X509", "SslClientCertificateArn");
        assertThat(refused(settings("encrypted", "none", "", null)).remedy()).contains("REQUIRE SSL", "SslMode");
    }

    @Test
    void aClientCertificateThatIsOfNoUseIsNamedBeforeAnythingIsSent() {
        CrosscurrentException half =
                refused(settings("signed", "require", "", new Identity(ours.certificatePem(), "")));
        assertThat(half.code()).isEqualTo("source.invalid_setting");
        CrosscurrentException text =
                refused(settings("signed", "require", "", new Identity(ours.certificatePem(), "top")));
        assertThat(text.getMessage()).contains("not a private key in PEM");
        assertThat(text.remedy()).contains("openssl pkcs8");
    }

    @Test
    void anAuthorityThatDidNotSignIsNamed() {
        CrosscurrentException failure = refused(settings("plain", "verify-ca", stranger.pem(), null));

        assertThat(failure.code()).isEqualTo("source.tls");
        assertThat(failure.getMessage()).contains("authority that is not trusted", "127.0.0.1:" + server.port());
        assertThat(failure.remedy()).contains("CertificateArn");
        assertThat(refused(settings("plain", "verify-full", "", null)).code()).isEqualTo("source.tls");
        assertThat(refused(settings("plain", "verify-ca", "no certificate", null))
                        .code())
                .isEqualTo("source.invalid_setting");
    }

    @Test
    void anotherHostNameIsNamedOnlyWhereNamesCount() throws IOException {
        show(authority.issue("db.example.org", "dns:db.example.org", 0, 30));

        CrosscurrentException failure = refused(settings("plain", "verify-full", authority.pem(), null));

        assertThat(failure.code()).isEqualTo("source.tls");
        assertThat(failure.getMessage()).contains("names another host");
        assertThat(failure.remedy()).contains("verify-ca");
        SourceSettings cloud =
                settings("gcp-mysql", "127.0.0.1", server.port(), "plain", "verify-full", authority.pem(), null);
        assertThat(refused(cloud).remedy()).contains("Cloud SQL");
        MySqlConnection.open(settings("plain", "verify-ca", authority.pem(), null))
                .close();
    }

    @ParameterizedTest
    @CsvSource({"-3,2,has expired,ALTER INSTANCE RELOAD TLS", "2,30,is not valid yet,clocks"})
    void aCertificateOutOfItsTimeIsNamed(int startDays, int validDays, String said, String remedy) throws IOException {
        show(authority.issue("server", "ip:127.0.0.1", startDays, validDays));

        CrosscurrentException failure = refused(settings("plain", "verify-full", authority.pem(), null));

        assertThat(failure.code()).isEqualTo("source.tls");
        assertThat(failure.getMessage()).contains(said);
        assertThat(failure.remedy()).contains(remedy);
    }

    @Test
    void aServerWithoutTlsIsNamed() {
        server.execute("set global tls_version = ''", "alter instance reload tls no rollback on error");

        CrosscurrentException failure = refused(settings("plain", "require", "", null));

        assertThat(failure.code()).isEqualTo("source.tls");
        assertThat(failure.getMessage()).contains("does not offer TLS");
        assertThat(failure.remedy()).contains("ssl_cert");
    }

    /** A cut during the handshake is no verdict about certificates: the task has to try again. */
    @Test
    void aHandshakeThatBreaksOrStallsIsALostConnection() {
        try (FaultyLink link = FaultyLink.to(server.port())) {
            SourceSettings settings = new SourceSettings(
                    "mysql", "127.0.0.1", link.port(), "plain", "pw", "require", "", Map.of("ConnectionTimeout", "1"));
            int greetingBytes = 100;
            link.cutAfter(greetingBytes);
            assertThat(refused(settings).code()).isEqualTo("source.connection_lost");
            link.stall();
            assertThat(refused(settings).code()).isEqualTo("source.timeout");
            link.heal();
            MySqlConnection.open(settings).close();
        }
    }
}
