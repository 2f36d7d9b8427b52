/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.core.encoding.ControlEncoder;
import io.crosscurrent.core.encoding.ControlEncoder.ControlOperation;
import io.crosscurrent.core.encoding.MessageClock;
import io.crosscurrent.core.encoding.MessageSettings;
import io.crosscurrent.core.encoding.RowEncoder;
import io.crosscurrent.core.encoding.Transaction;
import io.crosscurrent.core.mapping.TableMappings;
import io.crosscurrent.core.mapping.TablePlan;
import io.crosscurrent.core.row.Operation;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.core.table.Table;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.engines.kafka.RemoteKafka;
import io.crosscurrent.server.dms.Arns;
import io.crosscurrent.server.dms.DmsCalls;
import io.crosscurrent.server.dms.Platform;
import io.crosscurrent.server.dms.setting.SettingRule;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.secret.Secrets;
import io.crosscurrent.server.store.Store;
import io.crosscurrent.testing.tls.TestAuthority;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.databasemigration.model.CreateEndpointRequest;
import software.amazon.awssdk.services.databasemigration.model.ImportCertificateRequest;

/** Each row of {@code docs/reference/endpoint-settings.md} that is effective, with what becomes different by it. */
class EffectiveEndpointSettingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Table TABLE = new Table(
            new TableId("salesdb", "orders"),
            List.of(
                    new Column("id", ColumnType.INT64, 0, 0, 0, false),
                    new Column("picture", ColumnType.BLOB, 0, 0, 0, true),
                    new Column("note", ColumnType.STRING, 15, 0, 0, true)),
            List.of(0),
            "");

    @TempDir
    static Path directory;

    private static Store store;
    private static Endpoints endpoints;
    private static TestAuthority.Identity identity;
    private static String certificate;
    private static String key;
    private static int made;

    @FunctionalInterface
    private interface Case {
        void show() throws Exception;
    }

    @BeforeAll
    static void open() throws Exception {
        store = Store.inDirectory(directory);
        Clock clock = Clock.systemUTC();
        Secrets secrets = new Secrets(store, clock, "us-east-1", "000000000000");
        Platform platform = new Platform(store, clock, new Arns("us-east-1", "000000000000"), "000000000000");
        Certificates certificates = new Certificates(platform, secrets);
        Engines engines = new Engines(
                CompletableFuture.completedFuture(new RemoteKafka(Map.of("bootstrap.servers", "own:9092"))),
                new CompletableFuture<>(),
                new CompletableFuture<>(),
                Duration.ofSeconds(1));
        endpoints = new Endpoints(platform, new EndpointSecrets(secrets), certificates, engines);
        identity = new TestAuthority(directory, "authority").issue("client", "", 0, 30);
        certificate = imported(certificates, "chain", identity.certificatePem());
        key = imported(certificates, "key", identity.keyPem());
        secrets.putInternal(
                "login", "{\"username\":\"by-secret\",\"password\":\"p\",\"host\":\"secret-host\",\"port\":3310}");
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static String imported(Certificates certificates, String name, String pem) {
        return certificates
                .create(ImportCertificateRequest.builder()
                        .certificateIdentifier(name)
                        .certificatePem(pem)
                        .build())
                .certificate()
                .certificateArn();
    }

    private static Map<String, Case> cases() {
        Map<String, Case> cases = new LinkedHashMap<>();
        links(cases);
        kafka(cases);
        messages(cases);
        return cases;
    }

    private static void links(Map<String, Case> cases) {
        cases.put("Endpoint.SslMode", () -> assertThat(source(r -> r.sslMode("require")))
                .containsEntry("source.ssl.mode", "require"));
        cases.put("Endpoint.CertificateArn", () -> assertThat(
                        source(r -> r.sslMode("verify-ca").certificateArn(certificate)))
                .containsEntry("source.ssl.ca", identity.certificatePem()));
        cases.put("MySQLSettings.ServerName", () -> assertThat(source(r -> r.mySQLSettings(m -> m.serverName("other"))))
                .containsEntry("source.host", "other"));
        cases.put("MySQLSettings.Port", () -> assertThat(source(r -> r.mySQLSettings(m -> m.port(3307))))
                .containsEntry("source.port", "3307"));
        cases.put("MySQLSettings.Username", () -> assertThat(source(r -> r.mySQLSettings(m -> m.username("other"))))
                .containsEntry("source.user", "other"));
        cases.put("MySQLSettings.Password", () -> assertThat(endpoints
                        .source(make(sourceRequest().password(null).mySQLSettings(m -> m.password("pw-of-block"))))
                        .settings()
                        .password())
                .isEqualTo("pw-of-block"));
        cases.put("MySQLSettings.SecretsManagerSecretId", () -> {
            String arn = make(CreateEndpointRequest.builder()
                    .endpointType("source")
                    .engineName("mysql")
                    .mySQLSettings(m -> m.secretsManagerSecretId("login")));
            assertThat(endpoints.source(arn).settings()).satisfies(settings -> {
                assertThat(settings.host()).isEqualTo("secret-host");
                assertThat(settings.port()).isEqualTo(3310);
                assertThat(settings.user()).isEqualTo("by-secret");
            });
        });
        for (String option : List.of("AfterConnectScript", "ExecuteTimeout")) {
            String value = option.equals("ExecuteTimeout") ? "7" : "set names utf8mb4";
            cases.put("MySQLSettings." + option, () -> assertThat(
                            source(r -> r.extraConnectionAttributes(option + "=" + value)))
                    .containsEntry("source.options." + option, value));
        }
        for (String option :
                List.of("ConnectionTimeout=4", "ConnectionCompression=zlib", "ConnectionCompressionLevel=7")) {
            String[] parts = option.split("=");
            cases.put("ExtraConnectionAttributes." + parts[0], () -> assertThat(
                            source(r -> r.extraConnectionAttributes(option)))
                    .containsEntry("source.options." + parts[0], parts[1]));
        }
        String pair = "sslClientCertificateArn=" + certificate + ";sslClientKeyArn=" + key;
        cases.put("ExtraConnectionAttributes.SslClientCertificateArn", () -> assertThat(
                        source(r -> r.extraConnectionAttributes(pair)))
                .containsEntry("source.options.SslClientCertificate", identity.certificatePem()));
        cases.put("ExtraConnectionAttributes.SslClientKeyArn", () -> assertThat(endpoints
                        .source(make(sourceRequest().extraConnectionAttributes(pair)))
                        .settings()
                        .options())
                .containsEntry("SslClientKey", identity.keyPem()));
    }

    private static void kafka(Map<String, Case> cases) {
        cases.put("KafkaSettings.Broker", () -> assertThat(target("Broker=b1:1,b2:2"))
                .containsEntry("bootstrap.servers", "b1:1,b2:2"));
        cases.put("KafkaSettings.SecurityProtocol", () -> {
            assertThat(target("")).containsEntry("security.protocol", "PLAINTEXT");
            assertThat(target("SecurityProtocol=ssl-encryption")).containsEntry("security.protocol", "SSL");
            assertThat(target("SecurityProtocol=sasl-ssl")).containsEntry("security.protocol", "SASL_SSL");
            assertThat(target("SecurityProtocol=sasl-plaintext")).containsEntry("security.protocol", "SASL_PLAINTEXT");
        });
        cases.put("KafkaSettings.SaslMechanism", () -> {
            assertThat(target("SecurityProtocol=sasl-ssl")).containsEntry("sasl.mechanism", "SCRAM-SHA-512");
            assertThat(target("SecurityProtocol=sasl-ssl;SaslMechanism=PLAIN"))
                    .containsEntry("sasl.mechanism", "PLAIN");
        });
        cases.put("KafkaSettings.SaslUsername", () -> assertThat(
                        target("SecurityProtocol=sasl-ssl").get("sasl.jaas.config"))
                .contains("username=\"kafka-user\""));
        cases.put("KafkaSettings.SaslPassword", () -> assertThat(
                        target("SecurityProtocol=sasl-ssl").get("sasl.jaas.config"))
                .contains("password=\"pw\""));
        cases.put("KafkaSettings.SslCaCertificateArn", () -> assertThat(
                        target("SecurityProtocol=ssl-encryption;SslCaCertificateArn=" + certificate))
                .containsEntry("ssl.truststore.certificates", identity.certificatePem()));
        String mutual = "SecurityProtocol=ssl-authentication;SslClientCertificateArn=" + certificate
                + ";SslClientKeyArn=" + key;
        cases.put("KafkaSettings.SslClientCertificateArn", () -> assertThat(target(mutual))
                .containsEntry("ssl.keystore.certificate.chain", identity.certificatePem()));
        cases.put("KafkaSettings.SslClientKeyArn", () -> assertThat(target(mutual))
                .containsEntry("ssl.keystore.key", identity.keyPem()));
        cases.put("KafkaSettings.SslClientKeyPassword", () -> {
            String arn = make(
                    targetRequest(mutual).kafkaSettings(k -> k.saslUsername("u").sslClientKeyPassword("pw-of-key")));
            assertThat(endpoints.target(arn).clientProperties()).containsEntry("ssl.key.password", "pw-of-key");
        });
        cases.put("KafkaSettings.SslEndpointIdentificationAlgorithm", () -> {
            String some = "SecurityProtocol=ssl-encryption;SslEndpointIdentificationAlgorithm=";
            assertThat(target(some + "none")).containsEntry("ssl.endpoint.identification.algorithm", "");
            assertThat(target(some + "https")).doesNotContainKey("ssl.endpoint.identification.algorithm");
        });
    }

    private static void messages(Map<String, Case> cases) {
        cases.put(
                "KafkaSettings.Topic",
                () -> assertThat(records("Topic=t1").get(0).topic()).isEqualTo("t1"));
        cases.put("KafkaSettings.MessageFormat", () -> {
            assertThat(records("").get(0).value()).contains("\n\t");
            assertThat(records("MessageFormat=json-unformatted").get(0).value()).doesNotContain("\n");
        });
        cases.put("KafkaSettings.MessageMaxBytes", () -> assertThatThrownBy(() -> records("MessageMaxBytes=100"))
                .hasMessageContaining("MessageMaxBytes allows 100"));
        cases.put("KafkaSettings.IncludeTransactionDetails", () -> {
            assertThat(metadata("")).doesNotContain("commit-timestamp");
            assertThat(metadata("IncludeTransactionDetails=true")).contains("commit-timestamp", "stream-position");
        });
        cases.put("KafkaSettings.IncludePartitionValue", () -> {
            assertThat(metadata("")).doesNotContain("partition-key-value");
            assertThat(metadata("IncludePartitionValue=true")).contains("partition-key-value");
        });
        cases.put("KafkaSettings.PartitionIncludeSchemaTable", () -> {
            assertThat(records("").get(0).key()).isEqualTo("12345678901234567");
            assertThat(records("PartitionIncludeSchemaTable=true").get(0).key())
                    .isEqualTo("salesdb.orders.12345678901234567");
        });
        cases.put("KafkaSettings.IncludeTableAlterOperations", () -> {
            assertThat(controls("")).hasSize(1);
            assertThat(controls("IncludeTableAlterOperations=true")).hasSize(2);
        });
        cases.put("KafkaSettings.IncludeControlDetails", () -> {
            assertThat(controls("").get(0).value()).doesNotContain("table-def");
            assertThat(controls("IncludeControlDetails=true").get(0).value()).contains("table-def");
        });
        cases.put("KafkaSettings.IncludeNullAndEmpty", () -> {
            assertThat(data("").has("note")).isFalse();
            assertThat(data("IncludeNullAndEmpty=true").path("note").isNull()).isTrue();
        });
        cases.put("KafkaSettings.NoHexPrefix", () -> {
            assertThat(data("").path("picture").asText()).isEqualTo("0x00FF");
            assertThat(data("NoHexPrefix=true").path("picture").asText()).isEqualTo("00FF");
        });
        cases.put("KafkaSettings.UseLargeIntegerValue", () -> {
            assertThat(records("MessageFormat=json-unformatted").get(0).value()).contains("\"id\":1.234567890123456");
            assertThat(records("MessageFormat=json-unformatted;UseLargeIntegerValue=true")
                            .get(0)
                            .value())
                    .contains("\"id\":12345678901234567,");
        });
    }

    @Test
    void everyEffectiveSettingHasACase() {
        assertThat(cases().keySet())
                .containsExactlyInAnyOrderElementsOf(EndpointSettings.all().stream()
                        .filter(rule -> rule.effect() == SettingRule.Effect.EFFECTIVE)
                        .map(SettingRule::path)
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> settings() {
        return cases().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey(), () -> each.getValue().show()));
    }

    private static String make(CreateEndpointRequest.Builder request) {
        made++;
        return endpoints
                .create(request.endpointIdentifier("endpoint-" + made).build())
                .endpoint()
                .endpointArn();
    }

    private static CreateEndpointRequest.Builder sourceRequest() {
        return CreateEndpointRequest.builder()
                .endpointType("source")
                .engineName("mysql")
                .serverName("db")
                .username("reader")
                .password("pw-of-reader");
    }

    /** What Connect is given for a source. */
    private static Map<String, String> source(Consumer<CreateEndpointRequest.Builder> more) {
        CreateEndpointRequest.Builder request = sourceRequest();
        more.accept(request);
        return endpoints.source(make(request)).connectorSettings();
    }

    /** @param attributes settings of Kafka, as extra attributes */
    private static CreateEndpointRequest.Builder targetRequest(String attributes) {
        String broker = attributes.contains("Broker=") ? "" : ";Broker=b:9092";
        return CreateEndpointRequest.builder()
                .endpointType("target")
                .engineName("kafka")
                .extraConnectionAttributes(attributes + broker)
                .kafkaSettings(k -> k.saslUsername("kafka-user").saslPassword("pw"));
    }

    /** What a client of the Kafka is given. */
    private static Map<String, String> target(String attributes) {
        return endpoints.target(make(targetRequest(attributes))).clientProperties();
    }

    private record Message(String topic, String key, String value) {}

    private static MessageSettings messageSettings(String attributes) throws Exception {
        return MessageSettings.fromKafkaSettings(
                JSON.readTree(endpoints.target(make(targetRequest(attributes))).messageSettings()), null);
    }

    private static TablePlan plan(MessageSettings settings) {
        return TableMappings.parse(DmsCalls.MAPPINGS).plan(TABLE, settings);
    }

    /** An insert of one row. */
    private static List<Message> records(String attributes) throws Exception {
        MessageSettings settings = messageSettings(attributes);
        List<Message> records = new ArrayList<>();
        RowEncoder encoder = RowEncoder.dmsJson(settings, new MessageClock(0));
        Transaction transaction = new Transaction();
        transaction.streamPosition = "mysql-bin.000003:420";
        encoder.begin(plan(settings), Operation.INSERT, transaction);
        encoder.image(RowEncoder.Image.AFTER);
        if (encoder.wants(0)) {
            encoder.longValue(0, 12_345_678_901_234_567L);
        }
        if (encoder.wants(1)) {
            encoder.bytes(1, new byte[] {0, -1}, 0, 2);
        }
        if (encoder.wants(2)) {
            encoder.nullValue(2);
        }
        encoder.end((topic, key, value) -> records.add(message(topic, key, value)));
        return records;
    }

    private static Message message(String topic, byte[] key, byte[] value) {
        return new Message(topic, new String(key, StandardCharsets.UTF_8), new String(value, StandardCharsets.UTF_8));
    }

    private static JsonNode data(String attributes) throws Exception {
        return JSON.readTree(records(attributes).get(0).value()).get("data");
    }

    private static List<String> metadata(String attributes) throws Exception {
        List<String> names = new ArrayList<>();
        JSON.readTree(records(attributes).get(0).value())
                .get("metadata")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    /** A table is made and gets another column. */
    private static List<Message> controls(String attributes) throws Exception {
        MessageSettings settings = messageSettings(attributes);
        List<Message> records = new ArrayList<>();
        ControlEncoder encoder = ControlEncoder.dmsJson(settings, new MessageClock(0), "T");
        TablePlan plan = plan(settings);
        encoder.table(
                plan,
                ControlOperation.CREATE_TABLE,
                null,
                null,
                (topic, key, value) -> records.add(message(topic, key, value)));
        encoder.table(
                plan,
                ControlOperation.ADD_COLUMN,
                null,
                "note",
                (topic, key, value) -> records.add(message(topic, key, value)));
        return records;
    }
}
