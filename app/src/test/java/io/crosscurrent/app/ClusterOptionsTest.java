/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.app.platform.Clusters;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ClusterOptionsTest {
    @TempDir
    Path directory;

    @Test
    void withoutAnyOptionEverythingIsEmbedded() {
        assertThat(clusters()).isEqualTo(Clusters.none());
    }

    @Test
    void theFileOfKafkaPropertiesMayNameTheServersAndTheOptionWins() throws Exception {
        Path file = Files.writeString(
                directory.resolve("kafka.properties"),
                "bootstrap.servers=a:9092\nsecurity.protocol=SASL_SSL\nsasl.jaas.config=module required password\\=\"s3cret\";\n");
        assertThat(clusters("--kafka-properties", file.toString()).kafka())
                .hasValueSatisfying(properties -> assertThat(properties)
                        .containsEntry("bootstrap.servers", "a:9092")
                        .containsEntry("security.protocol", "SASL_SSL"));
        Clusters both = clusters("--kafka-properties", file.toString(), "--kafka", "b:9092");
        assertThat(both.kafka().map(properties -> properties.get("bootstrap.servers")))
                .contains("b:9092");
        assertThat(both.toString()).doesNotContain("s3cret");
    }

    @Test
    void severalWorkersAndAGatewayWithItsJobManagerAreTaken() {
        Clusters clusters = clusters(
                "--connect",
                "http://w1:8083,http://w2:8083",
                "--flink",
                "http://g:8083",
                "--flink-jobmanager",
                "http://j:8081");
        assertThat(clusters.connect().orElseThrow().workers()).hasSize(2);
        assertThat(clusters.flink().orElseThrow().jobManager()).isPresent();
    }

    @Test
    void whatCannotBeMeantIsRefusedByName() {
        Map.of(
                        "--kafka-properties=/no/such/file", "platform.kafka_properties",
                        "--connect-user=ops", "platform.option",
                        "--flink-jobmanager=http://j:8081", "platform.option",
                        "--connect=worker:8083", "connect.address",
                        "--flink=gateway", "flink.address")
                .forEach((option, code) -> assertThatThrownBy(() -> clusters(option))
                        .as(option)
                        .isInstanceOfSatisfying(CrosscurrentException.class, e -> assertThat(e.code())
                                .isEqualTo(code)));
    }

    private static Clusters clusters(String... arguments) {
        return CommandLine.populateCommand(new ClusterOptions(), arguments).clusters();
    }
}
