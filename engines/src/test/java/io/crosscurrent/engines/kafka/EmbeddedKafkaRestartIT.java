/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaRestartIT {
    private static final KafkaCredentials PLATFORM = new KafkaCredentials("platform", "secret");

    @TempDir
    Path directory;

    @Test
    void continuesAtTheSameAddressAfterTheProcessWasKilled() throws Exception {
        // Given
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedKafka.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String address;
        try (var output = child.inputReader()) {
            address = output.readLine();
            // When
            child.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
        // Then
        try (EmbeddedKafka kafka = new EmbeddedKafka(KafkaSettings.in(directory, PLATFORM))) {
            kafka.start();
            assertThat(kafka.bootstrapServers()).isEqualTo(address);
            assertThat(EmbeddedKafkaIT.read(kafka.clientProperties("reader", "reads"), "kept", 1))
                    .containsExactly("before the crash");
        }
    }

    /** Runs in a process of its own, says its address when its record is written, and waits to be killed. */
    static final class DoomedKafka {
        public static void main(String[] arguments) throws Exception {
            EmbeddedKafka kafka = new EmbeddedKafka(KafkaSettings.in(Path.of(arguments[0]), PLATFORM));
            kafka.start();
            kafka.putUser("reader", "reads");
            kafka.createTopics(List.of(EmbeddedKafkaIT.topic("kept", 1)));
            EmbeddedKafkaIT.send(kafka.clientProperties(), "kept", "before the crash");
            System.out.println(kafka.bootstrapServers());
            Thread.currentThread().join();
        }
    }

    @Test
    void refusesAnotherPasswordForTheSameDirectory() {
        // Given
        try (EmbeddedKafka kafka = new EmbeddedKafka(KafkaSettings.in(directory, PLATFORM))) {
            kafka.start();
        }
        // When
        EmbeddedKafka other = new EmbeddedKafka(KafkaSettings.in(directory, new KafkaCredentials("platform", "other")));
        // Then
        assertThatThrownBy(other::start).isInstanceOfSatisfying(CrosscurrentException.class, e -> assertThat(e.code())
                .isEqualTo("kafka.platform_password"));
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            EmbeddedKafka kafka =
                    new EmbeddedKafka(KafkaSettings.in(directory, PLATFORM).withPort(taken.getLocalPort()));
            assertThatThrownBy(kafka::start)
                    .isInstanceOf(CrosscurrentException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }
}
