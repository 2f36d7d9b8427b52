/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.server.access.AccessKeys;
import io.crosscurrent.server.aws.AwsListener;
import io.crosscurrent.server.aws.Permission;
import io.crosscurrent.server.aws.SignatureVerifier;
import io.crosscurrent.server.store.Store;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** Secrets Manager as the AWS SDK for Java sees it: listener, signatures, codec and store are the real ones. */
class SecretsServiceIT {
    @TempDir
    Path directory;

    private Store store;
    private AwsListener listener;
    private SecretsManagerClient client;
    private AccessKeys keys;

    @BeforeEach
    void start() {
        store = Store.inDirectory(directory);
        keys = AccessKeys.open(directory.resolve("access-key"));
        Secrets secrets = new Secrets(store, Clock.systemUTC(), "eu-west-1", "000000000000");
        listener = new AwsListener(
                "127.0.0.1",
                0,
                Set.of(),
                new SignatureVerifier(keys, Clock.systemUTC()),
                Permission.ALL,
                List.of(new SecretsService(secrets).wire()),
                config -> config.routes.get("/", context -> context.result("page")));
        client = client(keys.root().secret());
    }

    @AfterEach
    void stop() {
        client.close();
        listener.close();
        store.close();
    }

    @Test
    void aNewValueMovesTheOldOneToPrevious() {
        // Given
        String arn = client.createSecret(r -> r.name("db/orders").secretString("one"))
                .arn();
        // When
        client.putSecretValue(r -> r.secretId("db/orders").secretString("two"));
        // Then
        assertThat(client.getSecretValue(r -> r.secretId(arn)).secretString()).isEqualTo("two");
        assertThat(client.getSecretValue(r ->
                                r.secretId(arn.substring(0, arn.length() - 7)).versionStage("AWSPREVIOUS"))
                        .secretString())
                .isEqualTo("one");
        DescribeSecretResponse described = client.describeSecret(r -> r.secretId(arn));
        assertThat(described.versionIdsToStages().values())
                .containsExactlyInAnyOrder(List.of("AWSCURRENT"), List.of("AWSPREVIOUS"));
        assertThat(described.createdDate()).isNotNull();
    }

    @Test
    void aTokenMakesRequestsRepeatable() {
        // Given
        String token = "346fcf2b-29ec-41f4-b883-302f45b26557";
        client.createSecret(r -> r.name("s").secretString("one").clientRequestToken(token));
        // When, Then
        assertThat(client.createSecret(r -> r.name("s").secretString("one").clientRequestToken(token))
                        .versionId())
                .isEqualTo(token);
        assertThatThrownBy(() -> client.putSecretValue(
                        r -> r.secretId("s").secretString("other").clientRequestToken(token)))
                .isInstanceOf(ResourceExistsException.class);
        assertThatThrownBy(() -> client.createSecret(r -> r.name("s").secretString("one")))
                .isInstanceOf(ResourceExistsException.class);
    }

    @Test
    void updatingOnlyTheDescriptionMakesNoVersion() {
        client.createSecret(r -> r.name("s").secretString("one"));
        assertThat(client.updateSecret(r -> r.secretId("s").description("d")).versionId())
                .isNull();
        assertThat(client.listSecretVersionIds(r -> r.secretId("s")).versions()).hasSize(1);
        assertThat(client.describeSecret(r -> r.secretId("s")).description()).isEqualTo("d");
    }

    @Test
    void bytesComeBackAsBytes() {
        client.createSecret(r -> r.name("s").secretBinary(SdkBytes.fromByteArray(new byte[] {0, -1, 7})));
        assertThat(client.getSecretValue(r -> r.secretId("s")).secretBinary().asByteArray())
                .containsExactly(0, -1, 7);
    }

    @Test
    void deletedSecretsCanBeRestoredUntilTheyAreGone() {
        client.createSecret(r -> r.name("s").secretString("one"));
        client.deleteSecret(r -> r.secretId("s"));
        assertThatThrownBy(() -> client.getSecretValue(r -> r.secretId("s")))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> client.createSecret(r -> r.name("s").secretString("x")))
                .isInstanceOf(InvalidRequestException.class);
        client.restoreSecret(r -> r.secretId("s"));
        assertThat(client.getSecretValue(r -> r.secretId("s")).secretString()).isEqualTo("one");
        client.deleteSecret(r -> r.secretId("s").forceDeleteWithoutRecovery(true));
        assertThatThrownBy(() -> client.describeSecret(r -> r.secretId("s")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Secrets Manager can't find the specified secret.");
    }

    @Test
    void listsPageByPageWithTagsAndFilters() {
        for (int i = 0; i < 5; i++) {
            String name = "app/" + i;
            client.createSecret(
                    r -> r.name(name).tags(Tag.builder().key("team").value("x").build()));
        }
        client.createSecret(r -> r.name("other"));
        assertThat(client.listSecretsPaginator(r -> r.maxResults(2)).stream()
                        .mapToInt(page -> page.secretList().size()))
                .containsExactly(2, 2, 2);
        assertThat(client.listSecrets(r -> r.filters(filter("name", "app/"))).secretList())
                .hasSize(5);
        client.untagResource(r -> r.secretId("app/0").tagKeys("team"));
        assertThat(client.listSecrets(r -> r.filters(filter("tag-key", "team"))).secretList())
                .hasSize(4);
        assertThat(client.getRandomPassword(r -> r.passwordLength(40L).excludePunctuation(true))
                        .randomPassword())
                .matches("[A-Za-z0-9]{40}");
    }

    @Test
    void valuesAreSealedOnDiskAndKeysAreForTheOwnerOnly() throws Exception {
        client.createSecret(r -> r.name("s").secretString("very-clear-text-value"));
        store.close();
        String database = Files.readString(
                directory.resolve("control-plane.mv.db"), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(database).doesNotContain("very-clear-text-value");
        for (String file : List.of("seal.key", "access-key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
                    .isEqualTo("rw-------");
        }
        store = Store.inDirectory(directory);
    }

    @Test
    void wrongSecretAndUnknownOperationsAreTold() {
        try (SecretsManagerClient stranger = client("not the secret")) {
            assertThatThrownBy(() -> stranger.listSecrets(r -> {}))
                    .isInstanceOfSatisfying(
                            SecretsManagerException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidSignatureException"));
        }
        assertThatThrownBy(() -> client.rotateSecret(r -> r.secretId("s")))
                .isInstanceOfSatisfying(SecretsManagerException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException");
                    assertThat(e.requestId()).isNotBlank();
                });
    }

    @Test
    void pagesShareTheListenerAndOddPathsAreAnswered() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        assertThat(get(http, "/").body()).isEqualTo("page");
        assertThat(get(http, "/v1/clusters/arn%3Aaws%3Akafka%2Fdemo").statusCode())
                .isEqualTo(404);
        HttpResponse<String> unsigned = http.send(
                HttpRequest.newBuilder(address("/"))
                        .header("X-Amz-Target", "secretsmanager.ListSecrets")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(unsigned.statusCode()).isEqualTo(403);
        assertThat(unsigned.body()).contains("\"__type\":\"MissingAuthenticationTokenException\"");
        assertThat(unsigned.headers().firstValue("Date")).isPresent();
    }

    private static Filter filter(String key, String value) {
        return Filter.builder().key(key).values(value).build();
    }

    private HttpResponse<String> get(HttpClient http, String path) throws Exception {
        return http.send(HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + listener.port() + path);
    }

    private SecretsManagerClient client(String secret) {
        return SecretsManagerClient.builder()
                .endpointOverride(address(""))
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(keys.root().accessKeyId(), secret)))
                .build();
    }
}
