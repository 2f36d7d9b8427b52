/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import io.crosscurrent.app.platform.Clusters;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.connect.ConnectAddress;
import io.crosscurrent.engines.sql.FlinkAddress;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Option;

/** Options that name clusters which run already, each in the stead of an embedded engine. */
final class ClusterOptions {
    private static final String CONNECT_PASSWORD = "CROSSCURRENT_CONNECT_PASSWORD";

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT[,...]",
            description = "Bootstrap servers of a Kafka cluster to use instead of an embedded one.")
    private String kafka;

    @Option(
            names = "--kafka-properties",
            paramLabel = "FILE",
            description = "Kafka client properties for that cluster: TLS, SASL; may also name its bootstrap.servers.")
    private Path kafkaProperties;

    @Option(
            names = "--connect",
            split = ",",
            paramLabel = "URL",
            description = "REST addresses of workers of a Kafka Connect cluster to use instead of an embedded worker.")
    private List<URI> connect = List.of();

    @Option(
            names = "--connect-user",
            paramLabel = "NAME",
            description = "Logs in there by basic authentication; the password is in $" + CONNECT_PASSWORD + ".")
    private String connectUser;

    @Option(
            names = "--flink",
            paramLabel = "URL",
            description = "REST address of a Flink SQL gateway to use instead of an embedded Flink.")
    private URI flink;

    @Option(
            names = "--flink-jobmanager",
            paramLabel = "URL",
            description = "REST address of that Flink's JobManager, so that queries are stopped gently.")
    private URI jobManager;

    @Option(
            names = "--flink-kafka-properties",
            paramLabel = "PATH",
            description = "File of Kafka client properties as the SQL gateway sees it. Default: the one in the data"
                    + " directory, for a gateway on this machine.")
    private String flinkKafkaProperties;

    Clusters clusters() {
        return new Clusters(kafka(), connect(), flink(), Optional.ofNullable(flinkKafkaProperties));
    }

    private Optional<Map<String, String>> kafka() {
        if (kafka == null && kafkaProperties == null) {
            return Optional.empty();
        }
        Map<String, String> properties = new HashMap<>();
        if (kafkaProperties != null) {
            read(kafkaProperties).forEach((name, value) -> properties.put(name.toString(), value.toString()));
        }
        if (kafka != null) {
            properties.put("bootstrap.servers", kafka);
        }
        return Optional.of(properties);
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new CrosscurrentException(
                    "platform.kafka_properties",
                    "The Kafka client properties " + file + " cannot be read: " + e,
                    "Name a file in the form of Java properties with --kafka-properties.",
                    e);
        }
        return properties;
    }

    private Optional<ConnectAddress> connect() {
        if (connect.isEmpty()) {
            refuseWithout("--connect", "--connect-user", connectUser);
            return Optional.empty();
        }
        ConnectAddress address = ConnectAddress.of(connect.toArray(URI[]::new));
        if (connectUser == null) {
            return Optional.of(address);
        }
        String password = System.getenv(CONNECT_PASSWORD);
        if (password == null) {
            throw new CrosscurrentException(
                    "platform.connect_password",
                    "--connect-user " + connectUser + " has no password.",
                    "Set it in the environment variable " + CONNECT_PASSWORD + ".");
        }
        return Optional.of(address.withUser(connectUser, password));
    }

    private Optional<FlinkAddress> flink() {
        if (flink == null) {
            refuseWithout("--flink", "--flink-jobmanager", jobManager);
            refuseWithout("--flink", "--flink-kafka-properties", flinkKafkaProperties);
            return Optional.empty();
        }
        FlinkAddress address = FlinkAddress.of(flink);
        return Optional.of(jobManager == null ? address : address.withJobManager(jobManager));
    }

    private static void refuseWithout(String needed, String option, Object given) {
        if (given != null) {
            throw new CrosscurrentException(
                    "platform.option",
                    option + " says more of a cluster that is not named.",
                    "Name it with " + needed + ", or leave " + option + " out.");
        }
    }
}
