/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.SourceSettings;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** The four DMS {@code SslMode}s, on top of the JDK's TLS. */
enum TlsMode {
    /** Never encrypted. */
    NONE,
    /** Encrypted; the server's certificate is not looked at. */
    REQUIRE,
    /** Encrypted; the certificate must come from the authority given. */
    VERIFY_CA,
    /** As VERIFY_CA, and the certificate must name the host. */
    VERIFY_FULL;

    static TlsMode of(SourceSettings settings) {
        return switch (settings.sslMode()) {
            case "none", "" -> NONE;
            case "require" -> REQUIRE;
            case "verify-ca" -> VERIFY_CA;
            case "verify-full" -> VERIFY_FULL;
            default ->
                throw new CrosscurrentException(
                        "source.invalid_setting",
                        "The SSL mode of " + settings + " is \"" + settings.sslMode() + "\".",
                        "Use none, require, verify-ca or verify-full.");
        };
    }

    /**
     * Speaks TLS over a connected socket from now on. The handshake is complete on return.
     *
     * @throws CrosscurrentException {@code source.tls}, {@code source.invalid_setting}
     * @throws IOException when the connection breaks or is silent meanwhile, which says nothing about TLS
     */
    SSLSocket upgrade(Socket socket, SourceSettings settings) throws IOException {
        SSLContext context = context(settings);
        try {
            SSLSocket tls =
                    (SSLSocket) context.getSocketFactory().createSocket(socket, settings.host(), settings.port(), true);
            if (this == VERIFY_FULL) {
                SSLParameters parameters = tls.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                tls.setSSLParameters(parameters);
            }
            tls.startHandshake();
            return tls;
        } catch (SSLException e) {
            if (e.getCause() instanceof EOFException || e.getCause() instanceof SocketException) {
                throw e;
            }
            throw TlsFailure.of(this, settings, e);
        }
    }

    private SSLContext context(SourceSettings settings) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(ClientIdentity.of(settings), trust(settings.caPem()), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new CrosscurrentException(
                    "source.invalid_setting",
                    "The certificate authority of " + settings + " cannot be read: " + e.getMessage() + ".",
                    "Import it again, as certificates in PEM (BEGIN CERTIFICATE).",
                    e);
        }
    }

    private TrustManager[] trust(String caPem) throws GeneralSecurityException, IOException {
        if (this == REQUIRE) {
            return new TrustManager[] {new TrustAnyone()};
        }
        if (caPem.isEmpty()) {
            return null;
        }
        KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
        authorities.load(null, null);
        Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(caPem.getBytes(StandardCharsets.US_ASCII)));
        if (certificates.isEmpty()) {
            throw new IOException("it holds no certificate");
        }
        int index = 0;
        for (Certificate certificate : certificates) {
            authorities.setCertificateEntry("ca-" + index++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return factory.getTrustManagers();
    }

    /** What {@code require} promises: encryption against listeners, no proof of who the server is. */
    private static final class TrustAnyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
