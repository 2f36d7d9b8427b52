/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;

/**
 * What is sent instead of a password, per authentication plug-in.
 *
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase_authentication_methods.html">Authentication methods</a>
 */
final class Scramble {
    private Scramble() {}

    /** {@code mysql_native_password}: SHA1(password) XOR SHA1(challenge + SHA1(SHA1(password))), 20 bytes. */
    static byte[] nativePassword(String password, byte[] challenge) {
        if (password.isEmpty()) {
            return new byte[0];
        }
        byte[] hash = digest("SHA-1", utf8(password));
        return xor(hash, digest("SHA-1", challenge, digest("SHA-1", hash)));
    }

    /** {@code caching_sha2_password}: SHA256(password) XOR SHA256(SHA256(SHA256(password)) + challenge), 32 bytes. */
    static byte[] cachingSha2(String password, byte[] challenge) {
        if (password.isEmpty()) {
            return new byte[0];
        }
        byte[] hash = digest("SHA-256", utf8(password));
        return xor(hash, digest("SHA-256", digest("SHA-256", hash), challenge));
    }

    /** The password and a NUL: only for an encrypted connection. */
    static byte[] clear(String password) {
        byte[] bytes = utf8(password);
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    /** The password and a NUL, XORed with the challenge, encrypted with the server's RSA key (OAEP, SHA-1). */
    static byte[] rsa(String password, byte[] challenge, String publicKeyPem) throws IOException {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, publicKey(publicKeyPem));
            return cipher.doFinal(xor(clear(password), challenge));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("the server's RSA public key cannot be used: " + e.getMessage(), e);
        }
    }

    private static PublicKey publicKey(String pem) throws GeneralSecurityException {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    /** Each byte of {@code left} XORed with those of {@code right}, which repeat. */
    private static byte[] xor(byte[] left, byte[] right) {
        byte[] result = new byte[left.length];
        for (int i = 0; i < left.length; i++) {
            result[i] = (byte) (left[i] ^ right[i % right.length]);
        }
        return result;
    }

    private static byte[] digest(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
