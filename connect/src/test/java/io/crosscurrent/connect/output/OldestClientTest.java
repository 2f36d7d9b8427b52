/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** The plug-in's classes beside the client of the oldest Kafka Connect they are for, which has other inner classes. */
class OldestClientTest {
    private static final Path CLIENT = Path.of("target", "oldest", "kafka-clients.jar");

    @Test
    void recordsAreGivenToItOneByOne() throws Exception {
        // Given
        assertThat(CLIENT).as("Maven copies it: run the test by Maven once").exists();
        URL[] libraries = {
            Files.createDirectories(Path.of("target", "classes")).toUri().toURL(),
            CLIENT.toUri().toURL(),
            Logger.class.getProtectionDomain().getCodeSource().getLocation()
        };
        try (URLClassLoader oldest = new URLClassLoader(libraries, ClassLoader.getPlatformClassLoader())) {
            Class<?> producer = oldest.loadClass("org.apache.kafka.clients.producer.KafkaProducer");
            // When
            Object output = oldest.loadClass(OutputChoice.class.getName())
                    .getMethod("of", producer, Map.class)
                    .invoke(null, null, Map.of("batch.size", "262144"));
            // Then
            assertThat(output.getClass().getName()).isEqualTo(SingleRecords.class.getName());
        }
    }
}
