/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.encoding.MessageSettings;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectorSettingsTest {
    @Test
    void readsTheMessagePartOfEndpointAndTaskSettings() {
        // When
        MessageSettings messages = settings(Map.of(
                        "target.kafka.settings",
                        "{\"Topic\": \"sales\", \"MessageFormat\": \"JSON_UNFORMATTED\", \"IncludeNullAndEmpty\": true}",
                        "task.settings",
                        "{\"BeforeImageSettings\": {\"EnableBeforeImage\": true, \"FieldName\": \"before-image\","
                                + " \"ColumnFilter\": \"all\"}}"))
                .messages();
        // Then
        assertThat(messages.topic()).isEqualTo("sales");
        assertThat(messages.format()).isEqualTo(MessageSettings.Format.JSON_UNFORMATTED);
        assertThat(messages.includeNullAndEmpty()).isTrue();
        assertThat(messages.beforeImageField()).isEqualTo("before-image");
        assertThat(messages.beforeImageColumns()).isEqualTo(MessageSettings.BeforeImageColumns.ALL);
    }

    @Test
    void hasTheDefaultsOfTheService() {
        MessageSettings messages = settings(Map.of("task.settings", "{\"BeforeImageSettings\": null}"))
                .messages();
        assertThat(messages.topic()).isEqualTo("kafka-default-topic");
        assertThat(messages.format()).isEqualTo(MessageSettings.Format.JSON);
        assertThat(messages.maxBytes()).isEqualTo(1_000_000);
        assertThat(messages.beforeImageField()).isEmpty();
    }

    @Test
    void passesEngineOptionsOnAndHidesThePassword() {
        ConnectorSettings settings = settings(Map.of("source.options.ServerTimezone", "Europe/Berlin"));
        assertThat(settings.source().options()).containsOnly(Map.entry("ServerTimezone", "Europe/Berlin"));
        assertThat(settings.source().toString()).isEqualTo("mysql://dms@db:3306");
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThatThrownBy(() -> settings(Map.of("target.kafka.settings", "{\"MessageFormat\": \"avro\"}"))
                        .messages())
                .isInstanceOf(CrosscurrentException.class)
                .hasMessageContaining("avro");
        assertThatThrownBy(() -> settings(Map.of("task.settings", "[")).messages())
                .isInstanceOf(CrosscurrentException.class)
                .hasMessageContaining("task.settings");
    }

    private static ConnectorSettings settings(Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "task.id", "t1",
                "target.client.bootstrap.servers", "localhost:9092",
                "task.table.mappings", "{\"rules\": []}",
                "source.host", "db",
                "source.user", "dms",
                "source.password", "secret"));
        properties.putAll(more);
        return new ConnectorSettings(properties);
    }
}
