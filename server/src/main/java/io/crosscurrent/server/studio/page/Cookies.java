/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.page;

import io.crosscurrent.server.aws.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cookie of a login: which access key, until when, and a HMAC-SHA-256 over both with the key's own secret and ours. So it
 * outlives a restart, and ends when the access key is deleted.
 */
final class Cookies {
    static final Duration LASTS = Duration.ofHours(12);
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;
    private final SigningKey.Lookup keys;
    private final Clock clock;

    Cookies(byte[] secret, SigningKey.Lookup keys, Clock clock) {
        this.secret = secret.clone();
        this.keys = keys;
        this.clock = clock;
    }

    String of(SigningKey key) {
        String head = key.accessKeyId() + "." + (clock.millis() + LASTS.toMillis());
        return head + "." + mac(head, key);
    }

    Optional<SigningKey> read(String cookie) {
        if (cookie == null) {
            return Optional.empty();
        }
        String[] parts = cookie.split("\\.", -1);
        if (parts.length != 3 || !parts[1].matches("[0-9]{1,15}") || Long.parseLong(parts[1]) < clock.millis()) {
            return Optional.empty();
        }
        return keys.find(parts[0])
                .filter(key -> MessageDigest.isEqual(
                        mac(parts[0] + "." + parts[1], key).getBytes(StandardCharsets.UTF_8),
                        parts[2].getBytes(StandardCharsets.UTF_8)));
    }

    private String mac(String head, SigningKey key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            mac.update(key.secret().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
