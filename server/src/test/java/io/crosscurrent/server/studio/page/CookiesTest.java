/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.server.aws.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookiesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final SigningKey ANNA = new SigningKey("AKIAANNA", "secret of anna", "");
    private static final SigningKey BERT = new SigningKey("AKIABERT", "secret of bert", "");

    private final Map<String, SigningKey> keys = new HashMap<>(Map.of("AKIAANNA", ANNA, "AKIABERT", BERT));
    private final Cookies cookies = cookies("ours", NOW);

    private Cookies cookies(String secret, Instant now) {
        return new Cookies(
                secret.getBytes(StandardCharsets.UTF_8),
                id -> Optional.ofNullable(keys.get(id)),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void namesWhoLoggedIn() {
        assertThat(cookies.read(cookies.of(ANNA))).contains(ANNA);
        assertThat(cookies.read(cookies.of(BERT))).contains(BERT);
    }

    @Test
    void outlivesARestart() {
        assertThat(cookies("ours", NOW.plusSeconds(60)).read(cookies.of(ANNA))).contains(ANNA);
    }

    @Test
    void holdsNoSecretAndNothingABrowserWouldQuote() {
        assertThat(cookies.of(ANNA)).doesNotContain("secret").matches("AKIAANNA\\.[0-9]+\\.[A-Za-z0-9_-]{43}");
    }

    @Test
    void endsAfterItsTime() {
        String cookie = cookies.of(ANNA);
        Instant end = NOW.plus(Cookies.LASTS);
        assertThat(cookies("ours", end).read(cookie)).contains(ANNA);
        assertThat(cookies("ours", end.plusMillis(1)).read(cookie)).isEmpty();
        assertThat(cookies("ours", end.plus(Duration.ofDays(400))).read(cookie)).isEmpty();
    }

    @Test
    void endsWithItsKey() {
        // Given
        String cookie = cookies.of(ANNA);
        // When
        keys.remove("AKIAANNA");
        // Then
        assertThat(cookies.read(cookie)).isEmpty();
    }

    @Test
    void endsWhenItsKeyHasAnotherSecret() {
        // Given
        String cookie = cookies.of(ANNA);
        // When
        keys.put("AKIAANNA", new SigningKey("AKIAANNA", "another secret", ""));
        // Then
        assertThat(cookies.read(cookie)).isEmpty();
    }

    @Test
    void ofAnotherPlatformIsNoneOfOurs() {
        assertThat(cookies.read(cookies("theirs", NOW).of(ANNA))).isEmpty();
    }

    @Test
    void noPartCanBeExchanged() {
        // Given
        String[] anna = cookies.of(ANNA).split("\\.");
        String[] bert = cookies.of(BERT).split("\\.");
        String later = String.valueOf(Long.parseLong(anna[1]) + 1);
        // Then
        assertThat(cookies.read(bert[0] + "." + anna[1] + "." + anna[2])).isEmpty();
        assertThat(cookies.read(anna[0] + "." + later + "." + anna[2])).isEmpty();
        assertThat(cookies.read(anna[0] + ".0" + anna[1] + "." + anna[2])).isEmpty();
        assertThat(cookies.read(anna[0] + "." + anna[1] + "." + bert[2])).isEmpty();
        assertThat(cookies.read(anna[0] + "." + anna[1] + "." + anna[2].substring(1)))
                .isEmpty();
        assertThat(cookies.read(anna[0] + "." + anna[1] + ".")).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "AKIAANNA",
                "AKIAANNA.9999999999999",
                "AKIAANNA.9999999999999.x",
                "AKIAANNA.-1.x",
                "AKIAANNA.99999999999999999999.x",
                "AKIAANNA.9999999999999.x.y",
                "AKIAANNA.٣٣٣٣٣٣٣٣٣٣٣٣٣.x",
                "nobody.9999999999999.x",
            })
    void anythingElseIsNoLogin(String cookie) {
        assertThat(cookies.read(cookie)).isEmpty();
    }
}
