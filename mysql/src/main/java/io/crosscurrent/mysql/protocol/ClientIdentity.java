/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.SourceSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * The certificate by which we show who we are, for logins with {@code REQUIRE X509}: options {@code SslClientCertificate}
 * (chain in PEM, our own first) and {@code SslClientKey} (PKCS#8 or PKCS#1 in PEM, not encrypted).
 */
final class ClientIdentity {
    static final String CERTIFICATE = "SslClientCertificate";
    static final String KEY = "SslClientKey";

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----([^-]*)-----END", Pattern.DOTALL);
    /** PrivateKeyInfo of RFC 5208: version 0, rsaEncryption; the PKCS#1 key follows as an octet string. */
    private static final byte[] RSA_INFO = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private ClientIdentity() {}

    static boolean given(SourceSettings settings) {
        return !settings.options().getOrDefault(CERTIFICATE, "").isEmpty();
    }

    /** Null when none is given. */
    static KeyManager[] of(SourceSettings settings) {
        String chain = settings.options().getOrDefault(CERTIFICATE, "");
        String key = settings.options().getOrDefault(KEY, "");
        if (chain.isEmpty() && key.isEmpty()) {
            return null;
        }
        if (chain.isEmpty() || key.isEmpty()) {
            throw invalid(settings, "only one of certificate and key is given", null);
        }
        try {
            Certificate[] certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(chain.getBytes(StandardCharsets.US_ASCII)))
                    .toArray(Certificate[]::new);
            if (certificates.length == 0) {
                throw invalid(settings, "the certificate is not in PEM", null);
            }
            char[] noPassword = new char[0];
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "client",
                    key(settings, key, certificates[0].getPublicKey().getAlgorithm()),
                    noPassword,
                    certificates);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, noPassword);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            // What the exception says could quote the key.
            throw invalid(settings, "certificate or key cannot be read", e.getClass());
        }
    }

    private static PrivateKey key(SourceSettings settings, String pem, String algorithm)
            throws GeneralSecurityException {
        Matcher found = PEM.matcher(pem);
        if (!found.find()) {
            throw invalid(settings, "the key is not a private key in PEM", null);
        }
        byte[] body = Base64.getMimeDecoder().decode(found.group(2));
        byte[] encoded =
                switch (found.group(1)) {
                    case "PRIVATE KEY" -> body;
                    case "RSA PRIVATE KEY" -> {
                        if (pem.contains("ENCRYPTED")) {
                            throw invalid(settings, "the key is encrypted", null);
                        }
                        yield der(0x30, RSA_INFO, der(0x04, body));
                    }
                    default -> throw invalid(settings, "the key is of the kind " + found.group(1), null);
                };
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    /** Tag, length in its shortest form (up to 65535), content. */
    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length > 0xFF) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length > 0x7F) {
            out.write(0x81);
        }
        out.write(length);
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    private static CrosscurrentException invalid(SourceSettings settings, String what, Class<?> cause) {
        return new CrosscurrentException(
                "source.invalid_setting",
                "The client certificate of " + settings + " is of no use: " + what
                        + (cause == null ? "" : " (" + cause.getSimpleName() + ")") + ".",
                "Give both, the certificate chain in PEM and its key in PEM without a password: openssl pkcs8 -topk8 -nocrypt"
                        + " -in KEY.");
    }
}
