/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.store;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.access.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals values with AES-256-GCM. Sealed form: nonce, 12 bytes; then cipher text with its tag of 16 bytes. What a value
 * belongs to is authenticated with it, so a sealed value moved to another row does not open. Used by many threads.
 */
public final class Seal {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private Seal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * The key from the environment, else from the file, which is made with mode 600 when it does not exist.
     *
     * @param given base64 of 32 bytes, or null
     */
    public static Seal open(Path file, String given) {
        try {
            if (given != null && !given.isBlank()) {
                return of(given, "CROSSCURRENT_SEAL_KEY");
            }
            if (!Files.exists(file)) {
                byte[] fresh = new byte[32];
                new SecureRandom().nextBytes(fresh);
                Files.createDirectories(file.toAbsolutePath().getParent());
                OwnerOnly.write(file, Base64.getEncoder().encode(fresh));
            }
            return of(Files.readString(file, StandardCharsets.US_ASCII), file.toString());
        } catch (IOException e) {
            throw new CrosscurrentException(
                    "store.seal_key_unreadable",
                    "The sealing key " + file + " cannot be used: " + e.getMessage(),
                    "Make the file readable for the user who runs Crosscurrent, or set CROSSCURRENT_SEAL_KEY.",
                    e);
        }
    }

    private static Seal of(String base64, String origin) {
        byte[] key = new byte[0];
        try {
            key = Base64.getDecoder().decode(base64.trim());
        } catch (IllegalArgumentException e) {
            key = new byte[0];
        }
        if (key.length != 32) {
            throw new CrosscurrentException(
                    "store.seal_key_damaged",
                    "The sealing key of " + origin + " is not base64 of 32 bytes.",
                    "Restore it from a backup: without it stored secrets cannot be opened.");
        }
        return new Seal(key);
    }

    byte[] seal(byte[] clear, String belongsTo) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, belongsTo).doFinal(clear);
            byte[] out = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, out, NONCE_BYTES, sealed.length);
            return out;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has AES/GCM", e);
        }
    }

    byte[] open(byte[] sealed, String belongsTo) {
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), belongsTo)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new CrosscurrentException(
                    "store.seal_broken",
                    "A stored secret of " + belongsTo + " does not open with the present sealing key.",
                    "Start with the key it was sealed with (seal.key or CROSSCURRENT_SEAL_KEY), or store it again.",
                    e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String belongsTo) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(belongsTo.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
