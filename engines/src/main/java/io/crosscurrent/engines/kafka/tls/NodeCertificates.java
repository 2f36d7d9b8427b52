/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka.tls;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * An authority of the node's own and the certificate it gave the node, both made at the first start. Clients trust {@code ca.pem};
 * {@code ca-key.pem} and {@code server.pem} are for this node alone. The certificate is renewed, under the same authority, when it
 * ends within 30 days or the node has got another name.
 *
 * @param authority file with the certificate of the authority, PEM
 * @param keyStore file with the node's private key and its chain, PEM, as Kafka's key store of that type
 */
public record NodeCertificates(Path authority, Path keyStore) {
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(20 * 365);
    private static final Duration SERVER_LIFE = Duration.ofDays(2 * 365);
    private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);
    /** As certificates are read; ::1. */
    private static final String LONG_LOOPBACK = "0:0:0:0:0:0:0:1";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", LONG_LOOPBACK);

    /**
     * Finds them in the directory, or makes them there.
     *
     * @param names host names and addresses by which clients come, beside those of loopback
     */
    public static NodeCertificates in(Path directory, Set<String> names) {
        NodeCertificates files = new NodeCertificates(directory.resolve("ca.pem"), directory.resolve("server.pem"));
        Set<String> all = new TreeSet<>(LOOPBACK);
        names.forEach(name -> all.add(name.equals("::1") ? LONG_LOOPBACK : name));
        try {
            if (!files.good(all)) {
                Files.createDirectories(directory);
                files.make(directory.resolve("ca-key.pem"), all);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(directory, e);
        }
        return files;
    }

    /** The certificate of the authority, PEM. It issues for the node alone, so a listener that trusts it trusts no client. */
    public String authorityText() {
        try {
            return Files.readString(authority);
        } catch (IOException e) {
            throw unusable(authority.getParent(), e);
        }
    }

    private static CrosscurrentException unusable(Path directory, Exception cause) {
        return new CrosscurrentException(
                "kafka.certificates",
                "The certificates in %s cannot be used: %s".formatted(directory, cause.getMessage()),
                "Delete that directory: they are made anew, and clients must be given the new ca.pem.",
                cause);
    }

    private boolean good(Set<String> names) throws IOException, GeneralSecurityException {
        if (!Files.exists(keyStore) || !Files.exists(authority)) {
            return false;
        }
        X509Certificate server = Pem.certificate(Files.readString(keyStore));
        Set<String> certified = new TreeSet<>();
        server.getSubjectAlternativeNames().forEach(name -> certified.add((String) name.get(1)));
        return certified.equals(names)
                && server.getNotAfter().toInstant().isAfter(Instant.now().plus(RENEWED_BEFORE_END));
    }

    private void make(Path authorityKey, Set<String> names) throws IOException, GeneralSecurityException {
        KeyPair keys;
        X509Certificate certificate;
        if (Files.exists(authorityKey) && Files.exists(authority)) {
            certificate = Pem.certificate(Files.readString(authority));
            keys = new KeyPair(certificate.getPublicKey(), Pem.privateKey(Files.readString(authorityKey)));
        } else {
            keys = Issuer.newKeys();
            certificate = Issuer.authority(keys, AUTHORITY_LIFE);
            Pem.write(authorityKey, Pem.of(keys.getPrivate()));
            Pem.write(authority, Pem.of(certificate));
        }
        KeyPair server = Issuer.newKeys();
        X509Certificate issued = new Issuer(keys, certificate).server(server.getPublic(), names, SERVER_LIFE);
        Pem.write(keyStore, Pem.of(server.getPrivate()) + Pem.of(issued) + Pem.of(certificate));
    }
}
