/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.server.fake.PlaneExtension;
import io.crosscurrent.server.fake.TestPlane;
import io.crosscurrent.testing.program.ProgramJars;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.kinesisanalyticsv2.KinesisAnalyticsV2Client;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationDetail;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.CodeContent;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ConcurrentModificationException;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.CreateApplicationRequest;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.InvalidApplicationConfigurationException;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.PropertyGroup;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.RuntimeEnvironment;

/** Applications with JARs as far as they need no Flink: what is taken, shown, refused, and deployed by a template. */
class ApplicationServiceIT {
    private static final String ROLE = "arn:aws:iam::000000000000:role/flink";

    @TempDir
    static Path directory;

    @RegisterExtension
    static final PlaneExtension PLANES = new PlaneExtension();

    private static TestPlane plane;
    private static KinesisAnalyticsV2Client flink;

    @BeforeAll
    static void start() {
        plane = PLANES.plane();
        flink = client(plane.credentials());
    }

    @AfterAll
    static void stop() {
        flink.close();
    }

    private static KinesisAnalyticsV2Client client(AwsCredentialsProvider credentials) {
        return KinesisAnalyticsV2Client.builder()
                .endpointOverride(plane.plane.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .build();
    }

    private static SdkBytes jar(String name) throws IOException {
        Path jar = ProgramJars.build(
                directory, name, "public class " + name + " { public static void main(String[] args) {} }", name);
        return SdkBytes.fromByteArray(Files.readAllBytes(jar));
    }

    private static CreateApplicationRequest request(String name, CodeContent content) {
        return CreateApplicationRequest.builder()
                .applicationName(name)
                .runtimeEnvironment(RuntimeEnvironment.FLINK_1_20)
                .serviceExecutionRole(ROLE)
                .applicationConfiguration(configuration -> configuration.applicationCodeConfiguration(
                        code -> code.codeContentType("ZIPFILE").codeContent(content)))
                .build();
    }

    private static ApplicationDetail detail(String name) {
        return flink.describeApplication(r -> r.applicationName(name)).applicationDetail();
    }

    @Test
    void aJarIsShownByItsSizeAndAnUpdateIsAnotherVersion() throws IOException {
        // Given
        SdkBytes jar = jar("First");
        flink.createApplication(
                request("shown", CodeContent.builder().zipFileContent(jar).build()));
        var code = detail("shown")
                .applicationConfigurationDescription()
                .applicationCodeConfigurationDescription()
                .codeContentDescription();
        assertThat(code.codeSize()).isEqualTo(jar.asByteArrayUnsafe().length);
        assertThat(code.codeMD5()).hasSize(32);
        // When
        SdkBytes other = jar("Second");
        flink.updateApplication(r -> r.applicationName("shown")
                .currentApplicationVersionId(1L)
                .applicationConfigurationUpdate(update -> update.applicationCodeConfigurationUpdate(
                                change -> change.codeContentUpdate(content -> content.zipFileContentUpdate(other)))
                        .environmentPropertyUpdates(properties -> properties.propertyGroups(PropertyGroup.builder()
                                .propertyGroupId("words")
                                .propertyMap(Map.of("from", "words", "lastUpdate", "never", "aConfiguration", "x"))
                                .build()))));
        // Then
        ApplicationDetail changed = detail("shown");
        assertThat(changed.applicationVersionId()).isEqualTo(2);
        assertThat(changed.applicationVersionUpdatedFrom()).isEqualTo(1);
        assertThat(changed.applicationConfigurationDescription()
                        .environmentPropertyDescriptions()
                        .propertyGroupDescriptions())
                .singleElement()
                .satisfies(group ->
                        assertThat(group.propertyMap()).containsOnlyKeys("from", "lastUpdate", "aConfiguration"));
        assertThat(flink.describeApplicationVersion(
                                r -> r.applicationName("shown").applicationVersionId(1L))
                        .applicationVersionDetail()
                        .applicationConfigurationDescription()
                        .applicationCodeConfigurationDescription()
                        .codeContentDescription())
                .isEqualTo(code);
        assertThatThrownBy(() ->
                        flink.updateApplication(r -> r.applicationName("shown").currentApplicationVersionId(1L)))
                .isInstanceOf(ConcurrentModificationException.class);
        assertThatThrownBy(() -> flink.createApplicationSnapshot(
                        r -> r.applicationName("shown").snapshotName("early")))
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("only while it is RUNNING");
        assertThatThrownBy(() -> flink.startApplication(r -> r.applicationName("shown")
                        .runConfiguration(run -> run.applicationRestoreConfiguration(
                                restore -> restore.applicationRestoreType("RESTORE_FROM_CUSTOM_SNAPSHOT")
                                        .snapshotName("absent")))))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("absent");
        flink.deleteApplication(r -> r.applicationName("shown").createTimestamp(changed.createTimestamp()));
        try (var files = Files.list(PLANES.directory().resolve("programs"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void whatIsNoProgramIsRefused() {
        assertThatThrownBy(() -> flink.createApplication(request(
                        "broken",
                        CodeContent.builder()
                                .zipFileContent(SdkBytes.fromUtf8String("no zip"))
                                .build())))
                .isInstanceOf(InvalidApplicationConfigurationException.class)
                .hasMessageContaining("no JAR");
        assertThatThrownBy(() -> flink.createApplication(
                        request("broken", CodeContent.builder().build())))
                .isInstanceOf(InvalidApplicationConfigurationException.class)
                .hasMessageContaining("S3ContentLocation");
    }

    @Test
    void theCodeIsReadInTheNameOfWhoAsks() {
        try (IamClient iam = IamClient.builder()
                .endpointOverride(plane.plane.address())
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(plane.credentials())
                .build()) {
            iam.createUser(r -> r.userName("developer"));
            iam.putUserPolicy(r -> r.userName("developer")
                    .policyName("flink")
                    .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                            + "\"Action\":\"kinesisanalytics:*\",\"Resource\":\"*\"}]}"));
            AccessKey key = iam.createAccessKey(r -> r.userName("developer")).accessKey();
            try (KinesisAnalyticsV2Client developer = client(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())))) {
                assertThatThrownBy(() -> developer.createApplication(request(
                                "theirs",
                                CodeContent.builder()
                                        .s3ContentLocation(s3 -> s3.bucketARN("arn:aws:s3:::secret")
                                                .fileKey("app.jar"))
                                        .build())))
                        .isInstanceOf(AwsServiceException.class)
                        .hasMessageContaining("s3:GetObject");
            }
        }
    }

    @Test
    void aLargeBodyIsReadOnlyFromWhoHasAKey() throws Exception {
        String claim = "AWS4-HMAC-SHA256 Credential=%s/20261128/us-east-1/%s/aws4_request, SignedHeaders=host,"
                + " Signature=00";
        String known = plane.plane.rootKey().accessKeyId();
        assertThat(status(claim.formatted("AKIAUNKNOWN", "s3"))).isEqualTo(413);
        assertThat(status(claim.formatted(known, "dms"))).isEqualTo(413);
        assertThat(status(claim.formatted(known, "s3"))).isEqualTo(403);
    }

    private static int status(String authorization) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(plane.plane.address().resolve("/code/large.jar"))
                .header("Authorization", authorization)
                .header("X-Amz-Date", "20261128T000000Z")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[7 << 20]))
                .build();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void aTemplateDeploysAndChangesAnApplicationWithAJar() throws IOException {
        String template =
                """
                Parameters: {From: {Type: String}}
                Resources:
                  Counting:
                    Type: AWS::KinesisAnalyticsV2::Application
                    Properties:
                      ApplicationName: from-template
                      RuntimeEnvironment: FLINK-1_20
                      ServiceExecutionRole: arn:aws:iam::000000000000:role/flink
                      RunConfiguration: {ApplicationRestoreConfiguration: {ApplicationRestoreType: RESTORE_FROM_LATEST_SNAPSHOT}}
                      ApplicationConfiguration:
                        ApplicationCodeConfiguration: {CodeContentType: ZIPFILE, CodeContent: {ZipFileContent: '%s'}}
                        EnvironmentProperties: {PropertyGroups: [{PropertyGroupId: words, PropertyMap: {from: !Ref From}}]}
                        FlinkApplicationConfiguration:
                          ParallelismConfiguration: {ConfigurationType: CUSTOM, Parallelism: 2}
                """
                        .formatted(Base64.getEncoder()
                                .encodeToString(jar("Templated").asByteArrayUnsafe()));
        try (CloudFormationClient stacks = CloudFormationClient.builder()
                        .endpointOverride(plane.plane.address())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(plane.credentials())
                        .build();
                CloudFormationWaiter waiter = CloudFormationWaiter.builder()
                        .client(stacks)
                        .overrideConfiguration(
                                o -> o.maxAttempts(200).backoffStrategyV2(attempt -> Duration.ofMillis(100)))
                        .build()) {
            // When it is deployed
            stacks.createStack(r -> r.stackName("flink").templateBody(template).parameters(from("words")));
            waiter.waitUntilStackCreateComplete(r -> r.stackName("flink"));
            // Then
            assertThat(words()).containsEntry("from", "words");
            // When it is changed
            stacks.updateStack(r -> r.stackName("flink").templateBody(template).parameters(from("others")));
            waiter.waitUntilStackUpdateComplete(r -> r.stackName("flink"));
            // Then
            assertThat(words()).containsEntry("from", "others");
            ApplicationDetail detail = detail("from-template");
            assertThat(detail.applicationVersionId()).isEqualTo(2);
            assertThat(detail.applicationConfigurationDescription()
                            .flinkApplicationConfigurationDescription()
                            .parallelismConfigurationDescription()
                            .parallelism())
                    .isEqualTo(2);
            stacks.deleteStack(r -> r.stackName("flink"));
            waiter.waitUntilStackDeleteComplete(r -> r.stackName("flink"));
            assertThatThrownBy(() -> detail("from-template")).isInstanceOf(ResourceNotFoundException.class);
        }
    }

    private static Parameter from(String topic) {
        return Parameter.builder().parameterKey("From").parameterValue(topic).build();
    }

    private static Map<String, String> words() {
        return detail("from-template")
                .applicationConfigurationDescription()
                .environmentPropertyDescriptions()
                .propertyGroupDescriptions()
                .get(0)
                .propertyMap();
    }
}
