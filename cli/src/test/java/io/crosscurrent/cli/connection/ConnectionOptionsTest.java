/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.cli.failure.CliFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionOptionsTest {
    private static final Map<String, String> OTHER_KEYS =
            Map.of("AWS_ACCESS_KEY_ID", "OTHER", "AWS_SECRET_ACCESS_KEY", "other-secret");

    @TempDir
    private Path data;

    @BeforeEach
    void writeFiles() throws Exception {
        Files.writeString(
                data.resolve("config"), "[default]\nregion = eu-north-1\nendpoint_url = http://127.0.0.1:4580\n");
        Files.writeString(
                data.resolve("credentials"),
                "[default]\naws_access_key_id = OWN\naws_secret_access_key = own-secret\n");
    }

    @Test
    void filesOfTheDataDirectoryNameThePlatform() {
        ConnectionSettings settings = options().settings(Map.of("CROSSCURRENT_DATA", data.toString()));

        assertThat(settings).hasToString("http://127.0.0.1:4580 as OWN in eu-north-1");
    }

    @Test
    void keysOfAnotherServiceAreNotSentToOurOwnPlatform() {
        Map<String, String> environment = new HashMap<>(OTHER_KEYS);
        environment.put("CROSSCURRENT_DATA", data.toString());

        assertThat(options().settings(environment).accessKey()).isEqualTo("OWN");
    }

    @Test
    void keysOfTheEnvironmentGoToAPlatformNamedThere() {
        Map<String, String> environment = new HashMap<>(OTHER_KEYS);
        environment.put("CROSSCURRENT_DATA", data.toString());
        environment.put("AWS_ENDPOINT_URL", "http://elsewhere:4580");

        ConnectionSettings settings = options().settings(environment);

        assertThat(settings.accessKey()).isEqualTo("OTHER");
        assertThat(settings.endpoint()).hasHost("elsewhere");
    }

    @Test
    void withoutAnyPlatformItSaysHowToStartOne() {
        assertThatThrownBy(() -> options()
                        .settings(
                                Map.of("CROSSCURRENT_DATA", data.resolve("none").toString())))
                .isInstanceOfSatisfying(CliFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("cli.unreachable");
                    assertThat(failure.remedy()).contains("crosscurrent up");
                });
    }

    private static ConnectionOptions options() {
        return new ConnectionOptions();
    }
}
