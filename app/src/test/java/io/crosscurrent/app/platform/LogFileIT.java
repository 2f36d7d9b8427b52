/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.security.scram.internals.ScramFormatter;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the platform's log has of a refused call to its Kafka, in both formats. */
class LogFileIT {
    private static final List<String> PROPERTIES = List.of("crosscurrent.log", "log4j2.configurationFile");
    private static final Map<String, String> BEFORE = new HashMap<>();
    private static final int ITERATIONS = 4_096;

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startKafka() {
        PROPERTIES.forEach(name -> BEFORE.put(name, System.getProperty(name)));
        kafka = new EmbeddedKafka(
                KafkaSettings.in(directory.resolve("kafka"), new KafkaCredentials("platform", "pw-of-platform")));
        kafka.start();
        kafka.putUser("reader", "pw-of-reader");
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @AfterEach
    void logAsBefore() {
        BEFORE.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        Configurator.reconfigure();
    }

    @ParameterizedTest
    @EnumSource(LogFile.Format.class)
    void whoWasRefusedToSetAPasswordIsToldWithoutTheHashOfThePassword(LogFile.Format format) throws Exception {
        // Given
        Path log = LogFile.in(directory.resolve(format.name()), format);
        Configurator.reconfigure();
        byte[] password = "pw-of-friend".getBytes(StandardCharsets.UTF_8);
        byte[] salt = "salt-of-friend".getBytes(StandardCharsets.UTF_8);
        byte[] salted =
                new ScramFormatter(ScramMechanism.SCRAM_SHA_512).saltedPassword("pw-of-friend", salt, ITERATIONS);
        // When
        try (Admin reader = Admin.create(new HashMap<>(kafka.clientProperties("reader", "pw-of-reader")))) {
            UserScramCredentialUpsertion friend = new UserScramCredentialUpsertion(
                    "friend",
                    new ScramCredentialInfo(org.apache.kafka.clients.admin.ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                    password,
                    salt);
            assertThatThrownBy(() -> reader.alterUserScramCredentials(List.of(friend))
                            .all()
                            .get())
                    .hasCauseInstanceOf(AuthorizationException.class);
        }
        // Then
        await().untilAsserted(() -> assertThat(Files.readString(log))
                .contains("ALTER_USER_SCRAM_CREDENTIALS", "name='friend'", "ClusterAuthorizationException"));
        String text = Files.readString(log);
        assertThat(text.lines().findFirst().orElse("").startsWith("{")).isEqualTo(format == LogFile.Format.JSON);
        for (byte[] secret : List.of(salted, salt)) {
            assertThat(text).doesNotContain(inside(secret)).contains("=[hidden]");
        }
    }

    /** As Kafka writes bytes, from the second on: what stands around them is the layout's matter. */
    private static String inside(byte[] bytes) {
        String all = Arrays.toString(Arrays.copyOfRange(bytes, 1, bytes.length));
        return all.substring(1, all.length() - 1);
    }
}
