/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaEngine.TopicRequest;
import io.crosscurrent.engines.kafka.KafkaSettings;
import io.crosscurrent.engines.kafka.iam.IamAccess;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.aws.SignatureVerifier;
import io.crosscurrent.server.aws.SigningKey;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.msk.MskService;
import io.crosscurrent.server.secret.Secrets;
import io.crosscurrent.server.store.Store;
import io.crosscurrent.testing.tls.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kafka.model.GetBootstrapBrokersResponse;

/** The client library of AWS as it is, against the real broker, with keys and policies of the platform. */
class KafkaIamIT {
    private static final String REGION = "us-east-1";
    private static final String ACCOUNT = "000000000000";
    private static final SigningKey ROOT = new SigningKey("AKIAROOTROOTROOTROOT", "root/secret", "");
    private static final String ALL_TOPICS = "\"arn:aws:kafka:*:*:topic/*\"";

    @TempDir
    static Path directory;

    private static final MovableClock CLOCK = new MovableClock();
    private static Store store;
    private static Entities entities;
    private static Keys keys;
    private static final Map<String, String> CERTIFICATES = new HashMap<>();
    private static MskService msk;
    private static String cluster;
    private static EmbeddedKafka kafka;

    /** The present, or a time beside it. */
    private static final class MovableClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeAll
    static void start() {
        System.setProperty("aws.region", REGION);
        System.setProperty(
                "aws.sharedCredentialsFile", directory.resolve("credentials").toString());
        CompletableFuture<IamAccess> access = new CompletableFuture<>();
        kafka = new EmbeddedKafka(KafkaSettings.in(directory.resolve("kafka"), new KafkaCredentials("platform", "pw"))
                .withIam(access));
        store = Store.inDirectory(directory.resolve("store"));
        entities = new Entities(store, CLOCK, ACCOUNT);
        keys = new Keys(store, CLOCK);
        Identity identity = new Identity(store, CLOCK, REGION, ACCOUNT, ROOT, arn -> Map.of());
        Engines engines = new Engines(
                CompletableFuture.completedFuture(kafka),
                new CompletableFuture<>(),
                new CompletableFuture<>(),
                Duration.ofSeconds(5));
        msk = new MskService(
                store,
                CLOCK,
                engines,
                new Secrets(store, CLOCK, REGION, ACCOUNT),
                KafkaIamIT::certificate,
                REGION,
                ACCOUNT);
        access.complete(msk.access(new SignatureVerifier(identity.keys(), CLOCK), identity, CLOCK));
        kafka.start();
        kafka.putUser("reader", "reads");
        for (String topic : List.of("sales.orders", "sales.payments", "hr.people")) {
            kafka.createTopics(List.of(new TopicRequest(topic, 1, -1, Map.of())));
        }
        cluster = msk.createCluster(r -> r.clusterName("sales")
                        .kafkaVersion("3.6.0")
                        .numberOfBrokerNodes(1)
                        .brokerNodeGroupInfo(
                                b -> b.instanceType("kafka.t3.small").clientSubnets("a")))
                .clusterArn();
    }

    private static String certificate(String arn) {
        String pem = CERTIFICATES.get(arn);
        if (pem == null) {
            throw new ApiException("ResourceNotFoundFault", "no certificate " + arn);
        }
        return pem;
    }

    @AfterAll
    static void stop() {
        System.clearProperty("aws.region");
        System.clearProperty("aws.sharedCredentialsFile");
        kafka.close();
        store.close();
    }

    @AfterEach
    void rightTime() {
        CLOCK.ahead = Duration.ZERO;
    }

    // keys and clients

    private static String allow(String actions, String resources) {
        return "{\"Effect\": \"Allow\", \"Action\": [%s], \"Resource\": [%s]}".formatted(actions, resources);
    }

    private static String connect() {
        return allow("\"kafka-cluster:Connect\", \"kafka-cluster:WriteDataIdempotently\"", "\"" + cluster + "\"");
    }

    /** ARN of a topic, group or transactional id of the cluster, in quotes. */
    private static String arn(String type, String name) {
        return "\"" + cluster.replace(":cluster/", ":" + type + "/") + "/" + name + "\"";
    }

    private static Entity entity(String kind, String name, String trust, String... statements) {
        Entity made = entities.create(
                kind, "/", name, "AIDA", Map.of(), PojoCodec.object().put("trust", trust));
        entities.putInline(
                kind,
                name,
                "rights",
                "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(",", statements) + "]}");
        return made;
    }

    private static SigningKey user(String name, String... statements) {
        return keys.create(entity(Entities.USER, name, "", statements).arn());
    }

    private static Map<String, Object> client(SigningKey key) throws IOException {
        return client(key, key.secret(), key.sessionToken());
    }

    /** The login as AWS documents it, with the key in a profile. */
    private static Map<String, Object> client(SigningKey key, String secret, String token) throws IOException {
        Map<String, Object> properties = trusting();
        properties.put("sasl.mechanism", "AWS_MSK_IAM");
        properties.put(
                "sasl.jaas.config",
                "software.amazon.msk.auth.iam.IAMLoginModule required awsProfileName=\"%s\";"
                        .formatted(profile(key, secret, token)));
        properties.put("sasl.client.callback.handler.class", "software.amazon.msk.auth.iam.IAMClientCallbackHandler");
        return properties;
    }

    /** The form that clients in other languages use. */
    private static Map<String, Object> tokenClient(SigningKey key, String secret) throws IOException {
        Map<String, Object> properties = trusting();
        properties.put("sasl.mechanism", "OAUTHBEARER");
        properties.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required awsProfileName=\"%s\";"
                        .formatted(profile(key, secret, key.sessionToken())));
        for (String handler : List.of("sasl.login.callback.handler.class", "sasl.client.callback.handler.class")) {
            properties.put(handler, "software.amazon.msk.auth.iam.IAMOAuthBearerLoginCallbackHandler");
        }
        return properties;
    }

    private static String profile(SigningKey key, String secret, String token) throws IOException {
        String profile = key.accessKeyId() + "-" + System.nanoTime();
        Files.writeString(
                directory.resolve("credentials"),
                "[%s]\naws_access_key_id=%s\naws_secret_access_key=%s\n%s"
                        .formatted(
                                profile,
                                key.accessKeyId(),
                                secret,
                                token.isEmpty() ? "" : "aws_session_token=" + token + "\n"),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return profile;
    }

    private static Map<String, Object> trusting() {
        Map<String, Object> properties = new HashMap<>(kafka.listeners().get(1).trust());
        properties.put("bootstrap.servers", brokers().bootstrapBrokerStringSaslIam());
        properties.put("security.protocol", "SASL_SSL");
        properties.put("max.block.ms", "20000");
        return properties;
    }

    private static GetBootstrapBrokersResponse brokers() {
        return msk.getBootstrapBrokers(r -> r.clusterArn(cluster));
    }

    private static void send(Map<String, Object> properties, String topic, String value) throws Exception {
        try (KafkaProducer<String, String> producer = producer(properties)) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static KafkaProducer<String, String> producer(Map<String, Object> properties) {
        return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    /** The first record of the topic. */
    private static String read(Map<String, Object> properties, String topic, String group) {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put("group.id", group);
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(
                            () -> {
                                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                                    return record.value();
                                }
                                return "";
                            },
                            value -> !value.isEmpty());
        }
    }

    /** What the broker says to a login that it refuses. */
    private static String refusal(Map<String, Object> properties) {
        try (Admin admin = Admin.create(properties)) {
            admin.describeCluster().nodes().get();
            throw new AssertionError("the login was accepted");
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(SaslAuthenticationException.class);
            return e.getCause().getMessage();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // what is allowed

    @Test
    void aUserWritesReadsAndHasTransactionsWhereItsPolicyAllowsIt() throws Exception {
        // Given
        SigningKey writer = user(
                "writer",
                connect(),
                allow(
                        "\"kafka-cluster:DescribeTopic\", \"kafka-cluster:WriteData\", \"kafka-cluster:ReadData\"",
                        arn("topic", "sales.*")),
                allow("\"kafka-cluster:*TransactionalId\"", arn("transactional-id", "sales-*")),
                allow("\"kafka-cluster:AlterGroup\", \"kafka-cluster:DescribeGroup\"", arn("group", "sales-*")));
        Map<String, Object> transactional = client(writer);
        transactional.put("transactional.id", "sales-1");
        // When
        try (KafkaProducer<String, String> producer = producer(transactional)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("sales.orders", "aborted"));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("sales.orders", "committed"));
            producer.commitTransaction();
        }
        // Then
        assertThat(read(client(writer), "sales.orders", "sales-readers")).isEqualTo("committed");
        assertThatThrownBy(() -> send(client(writer), "hr.people", "x"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> read(client(writer), "sales.orders", "others"))
                .isInstanceOf(GroupAuthorizationException.class);
        transactional.put("transactional.id", "others-1");
        try (KafkaProducer<String, String> producer = producer(transactional)) {
            assertThatThrownBy(producer::initTransactions).isInstanceOf(TransactionalIdAuthorizationException.class);
        }
    }

    @Test
    void aDenialDecidesAndAChangeOfThePolicyHoldsForConnectionsThatAreOpen() throws Exception {
        SigningKey changing = user("changing", connect(), allow("\"kafka-cluster:*\"", ALL_TOPICS));
        try (KafkaProducer<String, String> producer = producer(client(changing))) {
            producer.send(new ProducerRecord<>("sales.payments", "x")).get();
            // When
            entities.putInline(
                    Entities.USER,
                    "changing",
                    "none",
                    "{\"Statement\": [{\"Effect\": \"Deny\", \"Action\": \"kafka-cluster:WriteData\", \"Resource\": "
                            + arn("topic", "sales.payments") + "}]}");
            // Then
            deniedSoon(producer, "sales.payments");
            producer.send(new ProducerRecord<>("hr.people", "still allowed")).get();
        }
    }

    @Test
    void aKeyThatIsDeletedHasNoRightsOnConnectionsThatAreOpen() throws Exception {
        SigningKey leaver = user("leaver", connect(), allow("\"kafka-cluster:*\"", ALL_TOPICS));
        try (KafkaProducer<String, String> producer = producer(client(leaver))) {
            producer.send(new ProducerRecord<>("sales.payments", "x")).get();
            keys.delete(leaver.accessKeyId());
            deniedSoon(producer, "sales.payments");
        }
        assertThat(refusal(client(leaver))).contains("security token included in the request is invalid");
    }

    private static void deniedSoon(KafkaProducer<String, String> producer, String topic) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptionsMatching(e -> false)
                .until(() -> {
                    try {
                        producer.send(new ProducerRecord<>(topic, "x")).get();
                        return false;
                    } catch (ExecutionException e) {
                        return e.getCause() instanceof TopicAuthorizationException;
                    }
                });
    }

    @Test
    void aSessionOfARoleNeedsItsToken() throws Exception {
        // Given
        String role = entity(Entities.ROLE, "job", "{}", connect(), allow("\"kafka-cluster:*\"", ALL_TOPICS))
                .arn();
        SigningKey session =
                keys.temporary(role, role + "/session", CLOCK.instant().plus(Duration.ofHours(1)), false);
        // When
        send(client(session), "sales.payments", "from a role");
        // Then
        assertThat(refusal(client(session, session.secret(), "another/token+")))
                .contains("security token included in the request is invalid");
        assertThat(refusal(client(session, session.secret(), "")))
                .contains("security token included in the request is invalid");
    }

    @Test
    void theRolesThatFlinkMayTakeAreGivenToClientsInThisProcess() throws Exception {
        // Given
        String trust = "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"Service\":"
                + " \"kinesisanalytics.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}]}";
        String role = entity(Entities.ROLE, "app", trust, connect(), allow("\"kafka-cluster:*\"", ALL_TOPICS))
                .arn();
        String stranger = entity(Entities.ROLE, "stranger", "{}", connect()).arn();
        Map<String, Object> properties = trusting();
        properties.put("sasl.mechanism", "AWS_MSK_IAM");
        properties.putAll(kafka.roleProperties(role, REGION));
        // When
        send(properties, "sales.payments", "from an application");
        // Then
        properties.putAll(kafka.roleProperties(stranger, REGION));
        try (Admin admin = Admin.create(properties)) {
            assertThatThrownBy(() -> admin.describeCluster().nodes().get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class)
                    .hasStackTraceContaining("does not trust kinesisanalytics.amazonaws.com");
        }
    }

    @Test
    void rootMayDoEverythingButWhatAdministersTheBroker() throws Exception {
        try (Admin root = Admin.create(client(ROOT))) {
            root.createTopics(List.of(new NewTopic("made-by-root", 1, (short) 1)))
                    .all()
                    .get();
            root.deleteTopics(List.of("made-by-root")).all().get();
            assertThatThrownBy(() -> root.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                                    "platform", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), "mine")))
                            .all()
                            .get())
                    .hasCauseInstanceOf(ClusterAuthorizationException.class);
            assertThatThrownBy(() -> root.createTopics(List.of(new NewTopic("__connect", 1, (short) 1)))
                            .all()
                            .get())
                    .satisfiesAnyOf(
                            e -> assertThat(e).hasCauseInstanceOf(TopicAuthorizationException.class),
                            e -> assertThat(e).hasCauseInstanceOf(ClusterAuthorizationException.class));
            assertThatThrownBy(() -> send(client(ROOT), "__consumer_offsets", "x"))
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    // what is refused at the door

    @Test
    void whoMayNotConnectIsRefused() throws Exception {
        SigningKey outsider = user("outsider", allow("\"kafka-cluster:*\"", ALL_TOPICS));
        assertThat(refusal(client(outsider)))
                .contains("Access denied")
                .contains("user/outsider")
                .contains("kafka-cluster:Connect");
    }

    @Test
    void aWrongSecretIsRefusedAndNotTold() throws Exception {
        SigningKey key = user("forgetful", connect());
        assertThat(refusal(client(key, "wrong/secret", "")))
                .contains("signature we calculated does not match")
                .doesNotContain("wrong/secret")
                .doesNotContain(key.secret());
    }

    @Test
    void anUnknownKeyIsRefused() throws Exception {
        assertThat(refusal(client(new SigningKey("AKIANOBODYNOBODYNOBO", "any", ""))))
                .contains("security token included in the request is invalid");
    }

    @Test
    void aLoginMayComeAsATokenOfOauth() throws Exception {
        // Given
        SigningKey key = user(
                "pythonist",
                connect(),
                allow("\"kafka-cluster:DescribeTopic\", \"kafka-cluster:WriteData\"", arn("topic", "sales.*")));
        // When
        send(tokenClient(key, key.secret()), "sales.payments", "by token");
        // Then
        assertThatThrownBy(() -> send(tokenClient(key, key.secret()), "hr.people", "by token"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
        assertThat(refusal(tokenClient(key, "wrong/secret")))
                .contains("signature we calculated does not match")
                .doesNotContain("wrong/secret");
        CLOCK.ahead = Duration.ofMinutes(20);
        assertThat(refusal(tokenClient(key, key.secret()))).contains("Signature expired");
    }

    @Test
    void aTokenThatIsNoPresignedAddressIsRefused() throws Exception {
        Map<String, Object> properties = trusting();
        properties.put("sasl.mechanism", "OAUTHBEARER");
        properties.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
                        + " unsecuredLoginStringClaim_sub=\"root\";");
        assertThat(refusal(properties)).contains("must be a presigned address in base64url");
    }

    @Test
    void clocksMayNotBeFarApart() throws Exception {
        SigningKey key = user("late", connect());
        CLOCK.ahead = Duration.ofMinutes(20);
        assertThat(refusal(client(key))).contains("Signature expired");
        CLOCK.ahead = Duration.ofMinutes(-20);
        assertThat(refusal(client(key))).contains("Signature not yet current");
        CLOCK.ahead = Duration.ofMinutes(4);
        try (Admin admin = Admin.create(client(key))) {
            assertThat(admin.describeCluster().clusterId().get()).isNotEmpty();
        }
    }

    @Test
    void aClientThatDoesNotTrustTheAuthorityGoesNoFurther() throws Exception {
        Map<String, Object> properties = client(ROOT);
        kafka.listeners().get(1).trust().keySet().forEach(properties::remove);
        try (Admin admin = Admin.create(properties)) {
            assertThatThrownBy(() -> admin.describeCluster().nodes().get())
                    .hasCauseInstanceOf(SslAuthenticationException.class);
        }
    }

    // passwords over TLS

    @Test
    void ordinaryUsersKeepWhatTheyMayOverTls() throws Exception {
        // Given
        kafka.putUser(ROOT.accessKeyId(), "named like the root key");
        Map<String, Object> reader = trusting();
        reader.put("bootstrap.servers", brokers().bootstrapBrokerStringSaslScram());
        reader.put("sasl.mechanism", "SCRAM-SHA-512");
        reader.put("sasl.jaas.config", kafka.clientProperties("reader", "reads").get("sasl.jaas.config"));
        // When
        send(reader, "hr.people", "over TLS");
        // Then
        assertThat(read(reader, "hr.people", "any")).isNotEmpty();
        reader.put(
                "sasl.jaas.config",
                kafka.clientProperties(ROOT.accessKeyId(), "named like the root key")
                        .get("sasl.jaas.config"));
        try (Admin admin = Admin.create(reader)) {
            assertThatThrownBy(() -> admin.createTopics(List.of(new NewTopic("mine", 1, (short) 1)))
                            .all()
                            .get())
                    .satisfiesAnyOf(
                            e -> assertThat(e).hasCauseInstanceOf(TopicAuthorizationException.class),
                            e -> assertThat(e).hasCauseInstanceOf(ClusterAuthorizationException.class));
        }
        reader.put("sasl.jaas.config", kafka.clientProperties("reader", "guess").get("sasl.jaas.config"));
        assertThat(refusal(reader)).contains("invalid credentials");
    }

    // certificates

    @Test
    void clientsOfTheAuthoritiesThatAClusterNamesLogInByCertificate() throws Exception {
        // Given
        TestAuthority authority = new TestAuthority(directory, "clients");
        TestAuthority.Identity identity = authority.issue("platform", "", -1, 10);
        String arn = "arn:aws:dms:us-east-1:000000000000:cert:CLIENTS";
        CERTIFICATES.put(arn, authority.pem());
        assertThatThrownBy(() -> mutual("unknown", arn + "-of-others"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("import-certificate");
        // When
        String wanted = mutual("mutual", arn);
        // Then
        GetBootstrapBrokersResponse brokers = msk.getBootstrapBrokers(r -> r.clusterArn(wanted));
        assertThat(brokers.bootstrapBrokerStringSaslIam()).isNull();
        assertThat(brokers().bootstrapBrokerStringTls()).isNull();
        Map<String, Object> client = new HashMap<>(kafka.listeners().get(2).trust());
        client.put("bootstrap.servers", brokers.bootstrapBrokerStringTls());
        client.put("security.protocol", "SSL");
        try (Admin admin = Admin.create(client)) {
            assertThatThrownBy(() -> admin.describeCluster().nodes().get())
                    .as("without a certificate")
                    .hasCauseInstanceOf(SslAuthenticationException.class);
        }
        client.put("ssl.keystore.type", "PEM");
        client.put("ssl.keystore.certificate.chain", identity.certificatePem());
        client.put("ssl.keystore.key", identity.keyPem());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsMatching(e -> e.getCause() instanceof SslAuthenticationException)
                .until(() -> {
                    send(client, "sales.payments", "by certificate");
                    return true;
                });
        try (Admin admin = Admin.create(client)) {
            assertThatThrownBy(() ->
                            admin.deleteTopics(List.of("sales.payments")).all().get())
                    .as("a name in a certificate is no login of the platform")
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
        // When
        msk.deleteCluster(r -> r.clusterArn(wanted));
        // Then
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            try (Admin admin = Admin.create(client)) {
                assertThatThrownBy(() -> admin.describeCluster().nodes().get())
                        .hasCauseInstanceOf(SslAuthenticationException.class);
            }
        });
    }

    private static String mutual(String name, String authority) {
        return msk.createCluster(r -> r.clusterName(name)
                        .kafkaVersion("3.6.0")
                        .numberOfBrokerNodes(1)
                        .brokerNodeGroupInfo(
                                b -> b.instanceType("kafka.t3.small").clientSubnets("a"))
                        .clientAuthentication(c -> c.tls(t -> t.enabled(true).certificateAuthorityArnList(authority))))
                .clusterArn();
    }

    @Test
    void brokersAreNamedByTheLoginsAClusterWants() {
        String wanted = msk.createCluster(r -> r.clusterName("iam-only")
                        .kafkaVersion("3.6.0")
                        .numberOfBrokerNodes(1)
                        .brokerNodeGroupInfo(
                                b -> b.instanceType("kafka.t3.small").clientSubnets("a"))
                        .clientAuthentication(c -> c.sasl(s -> s.iam(i -> i.enabled(true)))))
                .clusterArn();
        try {
            GetBootstrapBrokersResponse only = msk.getBootstrapBrokers(r -> r.clusterArn(wanted));
            assertThat(only.bootstrapBrokerStringSaslIam())
                    .isEqualTo(kafka.listeners().get(1).bootstrapServers());
            assertThat(only.bootstrapBrokerStringSaslScram()).isNull();
            assertThat(brokers().bootstrapBrokerStringSaslScram()).isEqualTo(only.bootstrapBrokerStringSaslIam());
            assertThat(brokers().bootstrapBrokerString()).isNull();
        } finally {
            msk.deleteCluster(r -> r.clusterArn(wanted));
        }
    }
}
