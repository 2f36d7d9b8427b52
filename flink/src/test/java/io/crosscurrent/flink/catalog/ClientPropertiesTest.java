/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.table.api.ValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientPropertiesTest {
    @TempDir
    Path directory;

    @Test
    void optionsWinOverTheFile() throws Exception {
        // Given
        Path file = Files.writeString(
                directory.resolve("client.properties"), "bootstrap.servers=a:1\nsasl.mechanism=SCRAM-SHA-512\n");
        // When
        ClientProperties client = ClientProperties.of(
                Map.of("type", "crosscurrent", "properties.bootstrap.servers", "b:2"), file.toString());
        // Then
        assertThat(client.values())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("bootstrap.servers", "b:2", "sasl.mechanism", "SCRAM-SHA-512"));
    }

    @Test
    void serversAreTheSameInAnyOrder() {
        ClientProperties client = ClientProperties.of(Map.of("properties.bootstrap.servers", "a:1,b:2"), null);
        assertThat(client.sameServers("b:2, a:1")).isTrue();
        assertThat(client.sameServers("a:1")).isFalse();
    }

    @Test
    void theTextFormHasNoSecrets() {
        Map<String, String> options =
                Map.of("properties.bootstrap.servers", "a:1", "properties.sasl.jaas.config", "password=\"secret\"");
        assertThat(ClientProperties.of(options, null)).hasToString("Kafka at a:1");
    }

    @Test
    void missingServersAndFilesAreRefusedWithARemedy() {
        assertThatThrownBy(() -> ClientProperties.of(Map.of(), null))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("Give 'properties.bootstrap.servers'");
        assertThatThrownBy(() ->
                        ClientProperties.of(Map.of(), directory.resolve("none").toString()))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("none cannot be read (NoSuchFileException)");
    }
}
