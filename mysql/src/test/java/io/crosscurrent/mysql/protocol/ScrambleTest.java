/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;

class ScrambleTest {
    private static final byte[] CHALLENGE = "abcdefghij0123456789".getBytes(StandardCharsets.US_ASCII);

    @Test
    void anEmptyPasswordIsNothing() {
        assertThat(Scramble.nativePassword("", CHALLENGE)).isEmpty();
        assertThat(Scramble.cachingSha2("", CHALLENGE)).isEmpty();
    }

    @Test
    void theServerFindsTheHashOfTheStoredHashInANativeScramble() throws Exception {
        byte[] scramble = Scramble.nativePassword("geheim", CHALLENGE);

        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        byte[] stored = sha1.digest(sha1.digest("geheim".getBytes(StandardCharsets.UTF_8)));
        sha1.update(CHALLENGE);
        byte[] mask = sha1.digest(stored);
        for (int i = 0; i < mask.length; i++) {
            mask[i] ^= scramble[i];
        }
        assertThat(sha1.digest(mask)).isEqualTo(stored);
    }

    @Test
    void theServerFindsTheHashOfTheStoredHashInACachingScramble() throws Exception {
        byte[] scramble = Scramble.cachingSha2("geheim", CHALLENGE);

        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] stored = sha256.digest(sha256.digest("geheim".getBytes(StandardCharsets.UTF_8)));
        sha256.update(stored);
        byte[] mask = sha256.digest(CHALLENGE);
        for (int i = 0; i < mask.length; i++) {
            mask[i] ^= scramble[i];
        }
        assertThat(sha256.digest(mask)).isEqualTo(stored);
    }

    @Test
    void theServersKeyOpensAnEncryptedPassword() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";

        byte[] encrypted = Scramble.rsa("pässword longer than the challenge", CHALLENGE, pem);

        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
        cipher.init(Cipher.DECRYPT_MODE, keys.getPrivate());
        byte[] plain = cipher.doFinal(encrypted);
        for (int i = 0; i < plain.length; i++) {
            plain[i] ^= CHALLENGE[i % CHALLENGE.length];
        }
        assertThat(new String(plain, StandardCharsets.UTF_8)).isEqualTo("pässword longer than the challenge\0");
    }

    @Test
    void aKeyThatIsNoneIsAFailureOfTheConnection() {
        assertThatThrownBy(() -> Scramble.rsa("geheim", CHALLENGE, "no key"))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("geheim");
    }
}
