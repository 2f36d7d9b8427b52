/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.catalog;

import static io.crosscurrent.flink.TestPlatform.REGISTRY;
import static io.crosscurrent.flink.TestPlatform.captured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.registry.RegistryRecord.Captured;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.flink.TestPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryReaderIT {
    @TempDir
    static Path directory;

    @Test
    void namesARecordItCannotReadUntilItIsGone() {
        try (TestPlatform platform = new TestPlatform(directory.resolve("unreadable"));
                RegistryReader reader = reader(platform)) {
            // Given
            platform.registryTopic();
            platform.register(table("a"));
            platform.registryRecord("future/x", "{}");
            assertThat(reader.tables()).containsOnlyKeys(id("a"));
            // When
            platform.registryRecord("table/TASK9/s.x", "{\"columns\": [{\"type\": \"VECTOR\"}]}");
            // Then
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(reader::tables)
                        .isInstanceOf(CrosscurrentException.class)
                        .hasMessageContaining("The registry record table/TASK9/s.x at offset")
                        .hasMessageContaining("VECTOR");
            }
            // When
            platform.registryRecord("table/TASK9/s.x", null);
            // Then
            assertThat(reader.tables()).containsOnlyKeys(id("a"));
        }
    }

    @Test
    void survivesTheRegistryBeingDeletedAndMadeAgainAndKafkaBeingGone() {
        try (TestPlatform platform = new TestPlatform(directory.resolve("deleted"));
                RegistryReader reader = reader(platform)) {
            // Given
            assertThat(reader.tables()).isEmpty();
            platform.registryTopic();
            platform.register(table("a"), table("b"), table("c"));
            assertThat(reader.tables()).containsOnlyKeys(id("a"), id("b"), id("c"));
            // When
            platform.kafka().deleteTopics(List.of(REGISTRY));
            // Then
            await().ignoreExceptions().until(() -> reader.tables().isEmpty());
            // When
            platform.registryTopic();
            platform.register(table("d"));
            // Then
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(reader.tables()).containsOnlyKeys(id("d")));
            // When
            platform.kafka().close();
            // Then
            assertThatThrownBy(reader::tables)
                    .isInstanceOfSatisfying(CrosscurrentException.class, e -> assertThat(e.code())
                            .isEqualTo("flink.registry"));
        }
    }

    private static RegistryReader reader(TestPlatform platform) {
        Map<String, String> options = platform.kafka().clientProperties().entrySet().stream()
                .collect(Collectors.toMap(entry -> "properties." + entry.getKey(), Map.Entry::getValue));
        return new RegistryReader(ClientProperties.of(options, null), REGISTRY, Duration.ofSeconds(2));
    }

    private static Captured table(String name) {
        return captured("s", name, name, List.of());
    }

    private static TableId id(String name) {
        return new TableId("s", name);
    }
}
