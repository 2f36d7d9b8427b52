/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.dms.setting.SettingRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.databasemigration.model.GcpMySQLSettings;
import software.amazon.awssdk.services.databasemigration.model.KafkaSettings;
import software.amazon.awssdk.services.databasemigration.model.MySQLSettings;

/**
 * Every row of {@code docs/reference/endpoint-settings.md}: taken from the block and from extra attributes, returned, and
 * refused when wrong. {@link EffectiveEndpointSettingsTest} has what the effective ones do.
 */
class EndpointSettingsReferenceTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "reference", "endpoint-settings.md");
    private static final Set<String> SECRET = Set.of("Password", "SaslPassword", "SslClientKeyPassword");

    @Test
    void theDocumentHasTheRowsOfTheProgram() throws IOException {
        List<String> shown = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(EndpointSettings.all().stream()
                        .map(EndpointSettingsReferenceTest::row)
                        .toList());
    }

    private static String row(SettingRule rule) {
        String preset = rule.preset().isMissingNode() ? "" : "`" + rule.preset().asText() + "`";
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(rule.path(), preset, rule.values(), rule.effect().text(), rule.meaning());
    }

    @Test
    void everyMemberOfTheServicesBlocksHasARow() {
        Set<String> rows = new HashSet<>();
        EndpointSettings.all().forEach(rule -> rows.add(rule.name()));
        for (SdkPojo block : List.of(
                KafkaSettings.builder().build(),
                MySQLSettings.builder().build(),
                GcpMySQLSettings.builder().build())) {
            block.sdkFields().forEach(field -> assertThat(rows).contains(field.locationName()));
        }
    }

    static List<SettingRule> rows() {
        return EndpointSettings.all();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatIsAllowedIsTakenFromTheBlockAndReturned(SettingRule rule) {
        EndpointDocument endpoint = base(rule);
        String value = allowed(rule);
        block(endpoint, rule).put(rule.name(), value);
        boolean secret = SECRET.contains(rule.name());
        Set<String> secrets = new HashSet<>(endpoint.takeSecrets().keySet());
        secrets.addAll(stored(rule));
        EndpointRules.complete(endpoint, secrets);
        assertThat(endpoint.setting(rule.name())).isEqualTo(secret ? "" : value);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatIsAllowedIsTakenFromExtraAttributesInSmallLetters(SettingRule rule) {
        if (SECRET.contains(rule.name()) || rule.group().equals("Endpoint")) {
            return;
        }
        EndpointDocument endpoint = base(rule);
        block(endpoint, rule).remove(rule.name());
        endpoint.node().remove(rule.name());
        String name = Character.toLowerCase(rule.name().charAt(0)) + rule.name().substring(1);
        endpoint.node()
                .put(
                        "ExtraConnectionAttributes",
                        endpoint.node().path("ExtraConnectionAttributes").asText() + ";" + name + "=" + allowed(rule));
        EndpointRules.complete(endpoint, stored(rule));
        assertThat(endpoint.setting(rule.name())).isEqualTo(allowed(rule));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatIsNotAllowedIsRefusedByName(SettingRule rule) {
        if (rule.values().equals("text")) {
            return;
        }
        String[] ends = rule.values().split(" to ");
        List<String> wrong = ends.length == 2
                ? List.of("x", Long.toString(Long.parseLong(ends[1]) + 1), Long.toString(Long.parseLong(ends[0]) - 1))
                : List.of("maybe");
        for (String value : wrong) {
            EndpointDocument endpoint = base(rule);
            block(endpoint, rule).put(rule.name(), value);
            assertThatThrownBy(() -> EndpointRules.complete(endpoint, stored(rule)))
                    .hasMessageStartingWith(rule.path() + " is \"" + value + "\" but must be ");
        }
    }

    @ParameterizedTest
    @CsvSource({"JSON, json", "JSON_UNFORMATTED, json-unformatted", "json-unformatted, json-unformatted"})
    void wordsMayBeSpelledAsTheConsoleDoes(String given, String returned) {
        EndpointDocument endpoint = kafka();
        endpoint.block().put("MessageFormat", given);
        EndpointRules.complete(endpoint, Set.of());
        assertThat(endpoint.setting("MessageFormat")).isEqualTo(returned);
    }

    @Test
    void anAttributeThatIsMistypedIsRefused() {
        EndpointDocument endpoint = kafka();
        endpoint.node().put("ExtraConnectionAttributes", "includeNulAndEmpty=true");
        assertThatThrownBy(() -> EndpointRules.complete(endpoint, Set.of()))
                .hasMessageContaining("includeNulAndEmpty")
                .hasMessageContaining("Is IncludeNullAndEmpty meant?");
        endpoint.node().put("ExtraConnectionAttributes", "someNewAttribute=1");
        EndpointRules.complete(endpoint, Set.of());
    }

    /** Names of the secrets the endpoint has. */
    private static Set<String> stored(SettingRule rule) {
        return rule.name().equals("SecretsManagerSecretId")
                ? Set.of("saslPassword")
                : Set.of("password", "saslPassword");
    }

    private static String allowed(SettingRule rule) {
        String[] ends = rule.values().split(" to ");
        if (ends.length == 2) {
            return ends[1];
        }
        return switch (rule.name()) {
            case "Broker" -> "b1:9092,b2:9092";
            default -> {
                String[] words = rule.values().split(", ");
                yield rule.values().equals("text") ? "a-value" : words[0];
            }
        };
    }

    /** An endpoint of the engine the setting is for, with what it cannot be given without. */
    private static EndpointDocument base(SettingRule rule) {
        if (rule.group().equals("KafkaSettings")) {
            return kafka();
        }
        EndpointDocument endpoint = document("{\"EngineName\": \"mysql\", \"EndpointType\": \"source\"}");
        if (rule.name().equals("SecretsManagerSecretId")) {
            return document("{\"EngineName\": \"mysql\", \"EndpointType\": \"source\"}");
        }
        endpoint.node().put("ServerName", "db").put("Username", "reader");
        String other =
                switch (rule.name()) {
                    case "SslClientCertificateArn" -> "SslClientKeyArn=k";
                    case "SslClientKeyArn" -> "SslClientCertificateArn=c";
                    default -> "";
                };
        endpoint.node().put("ExtraConnectionAttributes", other);
        return endpoint;
    }

    private static EndpointDocument kafka() {
        return document("{\"EngineName\": \"kafka\", \"EndpointType\": \"target\", \"KafkaSettings\":"
                + " {\"Broker\": \"b:9092\", \"SaslUsername\": \"u\","
                + " \"SslClientCertificateArn\": \"c\", \"SslClientKeyArn\": \"k\"}}");
    }

    private static ObjectNode block(EndpointDocument endpoint, SettingRule rule) {
        return rule.group().equals("Endpoint") ? endpoint.node() : endpoint.block();
    }

    private static EndpointDocument document(String json) {
        return new EndpointDocument(PojoCodec.parse(json));
    }
}
