/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaSettings;
import io.crosscurrent.server.fake.FakeConnect;
import io.crosscurrent.server.fake.TestPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of AWS and boto3 against the control plane, where they are installed. */
class AwsClientsIT {
    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;
    private static TestPlane plane;

    @BeforeAll
    static void start() {
        kafka = new EmbeddedKafka(KafkaSettings.in(directory.resolve("kafka"), new KafkaCredentials("platform", "pw")));
        kafka.start();
        plane = new TestPlane(directory.resolve("plane"), kafka, new FakeConnect());
    }

    @AfterAll
    static void stop() {
        plane.close();
        kafka.close();
    }

    @Test
    void theCommandLineRunsATask() throws Exception {
        require("aws", "--version");
        String instance = aws("dms create-replication-instance --replication-instance-identifier cli"
                + " --replication-instance-class dms.t3.medium --query ReplicationInstance.ReplicationInstanceArn");
        aws("dms wait replication-instance-available --filters Name=replication-instance-arn,Values=" + instance);
        String source = aws(
                "dms create-endpoint --endpoint-identifier cli-source --endpoint-type source --engine-name mysql"
                        + " --server-name db --port 3306 --username reader --password pw-of-reader --query Endpoint.EndpointArn");
        String target =
                aws("dms create-endpoint --endpoint-identifier cli-target --endpoint-type target --engine-name kafka"
                        + " --kafka-settings Broker=" + kafka.bootstrapServers()
                        + ",Topic=orders,SecurityProtocol=sasl-ssl,SaslUsername=platform,SaslPassword=pw"
                        + " --query Endpoint.EndpointArn");
        for (String endpoint : List.of(source, target)) {
            aws("dms test-connection --replication-instance-arn " + instance + " --endpoint-arn " + endpoint);
            aws("dms wait test-connection-succeeds --filters Name=endpoint-arn,Values=" + endpoint);
        }
        assertThat(aws("dms describe-schemas --endpoint-arn " + source + " --query Schemas[0]"))
                .isEqualTo("classicmodels");
        Path mappings = directory.resolve("mappings.json");
        Files.writeString(
                mappings,
                "{\"rules\":[{\"rule-type\":\"selection\",\"rule-id\":\"1\",\"rule-name\":\"1\",\"object-locator\":"
                        + "{\"schema-name\":\"salesdb\",\"table-name\":\"%\"},\"rule-action\":\"include\"}]}");
        String task =
                aws("dms create-replication-task --replication-task-identifier cli --source-endpoint-arn " + source
                        + " --target-endpoint-arn " + target + " --replication-instance-arn " + instance
                        + " --migration-type full-load-and-cdc --table-mappings file://" + mappings
                        + " --query ReplicationTask.ReplicationTaskArn");
        String filter = " --filters Name=replication-task-arn,Values=" + task;
        aws("dms wait replication-task-ready" + filter);
        aws("dms start-replication-task --start-replication-task-type start-replication --replication-task-arn "
                + task);
        aws("dms wait replication-task-running" + filter);
        aws("dms describe-table-statistics --replication-task-arn " + task + " --page-size 1");
        aws("dms stop-replication-task --replication-task-arn " + task);
        aws("dms wait replication-task-stopped" + filter);
        aws("dms delete-replication-task --replication-task-arn " + task);
        aws("dms wait replication-task-deleted" + filter);
        assertThat(run(List.of("aws", "dms", "describe-endpoints", "--filters", "Name=endpoint-id,Values=none")))
                .contains("ResourceNotFoundFault");
    }

    @Test
    void boto3UsesSecrets() throws Exception {
        require("python3", "-c", "import boto3");
        String script =
                """
                import boto3, sys
                sm = boto3.client('secretsmanager', endpoint_url=sys.argv[1], region_name='eu-central-1')
                arn = sm.create_secret(Name='boto', SecretString='one')['ARN']
                sm.put_secret_value(SecretId='boto', SecretBinary=b'\\x00two')
                assert sm.get_secret_value(SecretId=arn)['SecretBinary'] == b'\\x00two'
                assert sm.get_secret_value(SecretId=arn, VersionStage='AWSPREVIOUS')['SecretString'] == 'one'
                assert sm.describe_secret(SecretId=arn)['CreatedDate'].year > 2000
                sm.delete_secret(SecretId='boto', ForceDeleteWithoutRecovery=True)
                try:
                    sm.get_secret_value(SecretId='boto')
                    assert False
                except sm.exceptions.ResourceNotFoundException as e:
                    print(e.response['ResponseMetadata']['RequestId'])
                """;
        String out = run(List.of("python3", "-c", script, plane.plane.address().toString()));
        assertThat(out.trim()).matches("[0-9a-f-]{36}");
    }

    private static String aws(String command) throws Exception {
        List<String> words = new ArrayList<>(List.of("aws"));
        words.addAll(List.of(command.split(" ")));
        String out = run(words).trim();
        assertThat(out)
                .as(command)
                .doesNotContain("rror occurred")
                .doesNotContain("failed:")
                .doesNotContain("usage:");
        return out;
    }

    private static String run(List<String> command) throws Exception {
        List<String> words = new ArrayList<>(command);
        if (words.get(0).equals("aws")) {
            words.addAll(List.of("--endpoint-url", plane.plane.address().toString(), "--output", "text"));
        }
        Path output = Files.createTempFile(directory, "client", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        environment.put("AWS_ACCESS_KEY_ID", plane.plane.rootKey().accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", plane.plane.rootKey().secret());
        environment.put("AWS_DEFAULT_REGION", "us-east-1");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_PAGER", "");
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(words + " did not end");
        }
        return Files.readString(output);
    }

    private static void require(String... probe) {
        boolean there;
        try {
            Process process =
                    new ProcessBuilder(probe).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            there = process.waitFor() == 0;
        } catch (IOException e) {
            there = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            there = false;
        }
        if (!there) {
            System.err.println("SKIPPED: " + String.join(" ", probe) + " does not run here");
        }
        Assumptions.assumeTrue(there, String.join(" ", probe) + " does not run here");
    }
}
