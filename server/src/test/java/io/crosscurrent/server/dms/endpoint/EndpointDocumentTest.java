/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.server.aws.PojoCodec;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndpointDocumentTest {
    @Test
    void settingsCountInTheirOrder() {
        EndpointDocument endpoint = document(
                "{\"EngineName\": \"mysql\", \"EndpointType\": \"source\", \"ServerName\": \"common\", \"Port\": 3306,"
                        + " \"MySQLSettings\": {\"ServerName\": \"block\"},"
                        + " \"ExtraConnectionAttributes\": \"serverName=extra;serverTimezone=US/Pacific\"}");
        assertThat(endpoint.setting("ServerName")).isEqualTo("block");
        assertThat(endpoint.setting("Port")).isEqualTo("3306");
        assertThat(endpoint.setting("ServerTimezone")).isEqualTo("US/Pacific");
        assertThat(endpoint.setting("Username")).isEmpty();
    }

    @Test
    void secretsLeaveTheDocument() {
        EndpointDocument endpoint = document(
                "{\"EngineName\": \"kafka\", \"EndpointType\": \"target\", \"Password\": \"a\", \"KafkaSettings\":"
                        + " {\"Broker\": \"b:9092\", \"SaslPassword\": \"s\", \"SslClientKeyPassword\": \"k\"},"
                        + " \"MongoDbSettings\": {\"Password\": \"m\"}}");
        endpoint.dropOtherBlocks();
        assertThat(endpoint.takeSecrets())
                .isEqualTo(Map.of("password", "a", "saslPassword", "s", "sslClientKeyPassword", "k"));
        assertThat(endpoint.node().toString()).doesNotContain("assword");
    }

    @Test
    void kafkaEndpointsGetTheServicesDefaults() {
        EndpointDocument endpoint = document(
                "{\"EngineName\": \"kafka\", \"EndpointType\": \"target\", \"KafkaSettings\": {\"Broker\": \"b:9092\"},"
                        + " \"ExtraConnectionAttributes\": \"includeNullAndEmpty=true\"}");
        EndpointRules.complete(endpoint, Set.of());
        assertThat(endpoint.node().at("/KafkaSettings/Topic").asText()).isEqualTo("kafka-default-topic");
        assertThat(endpoint.node().at("/KafkaSettings/MessageFormat").asText()).isEqualTo("json");
        assertThat(endpoint.blockWithAttributes().path("IncludeNullAndEmpty").asBoolean())
                .isTrue();
        assertThat(endpoint.node().path("EndpointType").asText()).isEqualTo("TARGET");
    }

    @Test
    void mistakesAreNamed() {
        refused("{\"EngineName\": \"oracle\", \"EndpointType\": \"target\"}", "cannot be a target here");
        refused(
                "{\"EngineName\": \"kafka\", \"EndpointType\": \"target\", \"KafkaSettings\": {\"Broker\": \"b\"}}",
                "host:port");
        refused(
                "{\"EngineName\": \"kafka\", \"EndpointType\": \"target\", \"KafkaSettings\": {\"Broker\": \"b:1\","
                        + " \"SecurityProtocol\": \"sasl-ssl\"}}",
                "SaslUsername and SaslPassword");
        refused("{\"EngineName\": \"mysql\", \"EndpointType\": \"source\"}", "ServerName must be provided");
        refused("{\"EngineName\": \"mysql\", \"EndpointType\": \"sink\"}", "EndpointType must be one of");
    }

    private static void refused(String json, String message) {
        assertThatThrownBy(() -> EndpointRules.complete(document(json), Set.of()))
                .hasMessageContaining(message);
    }

    private static EndpointDocument document(String json) {
        return new EndpointDocument(PojoCodec.parse(json));
    }
}
