/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority of a test, its keys in a directory that the test owns. One thread. */
public final class TestAuthority {
    private static final String PASSWORD = "changeit";
    private static final String AUTHORITY = "authority";

    private final Path store;
    private int issued;

    /** A certificate and its key, both in PEM, the key in PKCS#8 without a password. */
    public record Identity(String certificatePem, String keyPem) {}

    /** Makes one. @param name its common name */
    public TestAuthority(Path directory, String name) {
        store = directory.resolve(name + ".p12");
        keytool(List.of("-alias", AUTHORITY, "-dname", "CN=" + name, "-validity", "3650", "-ext", "bc:c"));
    }

    /** The authority's own certificate, in PEM. */
    public String pem() {
        return certificate(AUTHORITY);
    }

    /**
     * Signs a certificate.
     *
     * @param subjectAlternative in keytool's words, for example {@code ip:127.0.0.1,dns:localhost}; "" for none
     * @param startDays when it begins to be valid, in days from now; negative in the past
     * @param validDays for how long
     */
    public Identity issue(String commonName, String subjectAlternative, int startDays, int validDays) {
        String alias = "issued-" + issued++;
        List<String> arguments = new ArrayList<>(
                List.of("-alias", alias, "-dname", "CN=" + commonName, "-signer", AUTHORITY, "-validity"));
        arguments.addAll(List.of("" + validDays, "-startdate", (startDays < 0 ? "" : "+") + startDays + "d"));
        if (!subjectAlternative.isEmpty()) {
            arguments.addAll(List.of("-ext", "san=" + subjectAlternative));
        }
        keytool(arguments);
        return new Identity(certificate(alias), key(alias));
    }

    private String certificate(String alias) {
        try {
            return pem("CERTIFICATE", keys().getCertificate(alias).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate " + alias + " of " + store + " cannot be read", e);
        }
    }

    private String key(String alias) {
        try {
            return pem(
                    "PRIVATE KEY", keys().getKey(alias, PASSWORD.toCharArray()).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key " + alias + " of " + store + " cannot be read", e);
        }
    }

    private KeyStore keys() throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pem(String kind, byte[] encoded) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    private void keytool(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-keyalg", "RSA", "-keysize", "2048"));
        command.addAll(arguments);
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-storetype", "PKCS12"));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool " + arguments + " failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during keytool " + arguments, e);
        }
    }
}
