/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectorConfigurationTest {
    private static Map<String, String> given(String... more) {
        Map<String, String> given = new HashMap<>(Map.of(
                "connector.class", "io.debezium.connector.postgresql.PostgresConnector",
                "topic.prefix", "shop",
                "database.password", "pw"));
        for (int i = 0; i < more.length; i += 2) {
            given.put(more[i], more[i + 1]);
        }
        return given;
    }

    @Test
    void keepsSecretsOutOfWhatConnectIsGiven() {
        Map<String, String> effective = new ConnectorConfiguration(
                        "shop", given("database.ssl.key.password", "other", "signal.kafka.sasl.jaas.config", "login"))
                .effective("kept");
        assertThat(effective)
                .containsEntry("database.password", "${crosscurrent:kept:database.password}")
                .containsEntry("database.ssl.key.password", "${crosscurrent:kept:database.ssl.key.password}")
                .containsEntry("signal.kafka.sasl.jaas.config", "${crosscurrent:kept:signal.kafka.sasl.jaas.config}");
        assertThat(effective.values()).doesNotContain("pw", "other", "login");
    }

    @Test
    void leavesAReferenceAndAConverterAsTheyAre() {
        ConnectorConfiguration configuration = new ConnectorConfiguration(
                "shop",
                given(
                        "database.password",
                        "${crosscurrent:shop-login:password}",
                        "value.converter",
                        "com.example.Avro"));
        assertThat(configuration.references()).containsExactly("shop-login");
        assertThat(new ConnectorConfiguration("shop", given("database.user", "${crosscurrent:a:b:c}")).references())
                .as("the path ends where Kafka ends it")
                .containsExactly("a");
        assertThat(configuration.secrets()).isEmpty();
        assertThat(configuration.effective("kept"))
                .containsEntry("database.password", "${crosscurrent:shop-login:password}")
                .containsEntry("value.converter", "com.example.Avro")
                .doesNotContainKey("value.converter.schemas.enable");
        assertThat(ConnectorConfiguration.format(configuration.effective("kept"))
                        .json())
                .isFalse();
    }

    @Test
    void refusesWhatIsNoConnectorOfDebeziumOrNamesAnotherProvider() {
        refuses("connector.class", "org.apache.kafka.connect.mirror.MirrorSourceConnector", "no connector of Debezium");
        refuses("topic.prefix", "", "topic.prefix");
        refuses("database.password", "${file:/etc/passwd:root}", "\"file\"");
        assertThatThrownBy(() -> new ConnectorConfiguration("a b", given())).hasMessageContaining("a b");
    }

    private static void refuses(String key, String value, String word) {
        assertThatThrownBy(() -> new ConnectorConfiguration("shop", given(key, value)))
                .isInstanceOfSatisfying(CrosscurrentException.class, e -> {
                    assertThat(e.code()).isEqualTo("connector.configuration");
                    assertThat(e.getMessage()).contains(word);
                });
    }
}
