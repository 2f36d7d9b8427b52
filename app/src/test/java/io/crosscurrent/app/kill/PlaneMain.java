/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.kill;

import io.crosscurrent.engines.connect.ConnectAddress;
import io.crosscurrent.engines.connect.ConnectEngine;
import io.crosscurrent.engines.connect.RemoteConnect;
import io.crosscurrent.engines.kafka.KafkaEngine;
import io.crosscurrent.engines.kafka.RemoteKafka;
import io.crosscurrent.engines.sql.EmbeddedFlink;
import io.crosscurrent.engines.sql.FlinkSettings;
import io.crosscurrent.engines.sql.SqlEngine;
import io.crosscurrent.server.ControlPlane;
import io.crosscurrent.server.ControlPlaneSettings;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.testing.ParentProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A control plane over Kafka and Kafka Connect of another process. Arguments: data directory, port, file of Kafka client
 * properties, address, user and password of Connect, whether it has Flink.
 */
final class PlaneMain {
    private PlaneMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ParentProcess.endWithIt();
        Path directory = Path.of(arguments[0]);
        KafkaEngine kafka = new RemoteKafka(properties(Path.of(arguments[2])));
        ConnectEngine connect =
                new RemoteConnect(ConnectAddress.of(URI.create(arguments[3])).withUser(arguments[4], arguments[5]));
        Engines engines = new Engines(
                CompletableFuture.completedFuture(kafka),
                CompletableFuture.completedFuture(connect),
                Boolean.parseBoolean(arguments[6]) ? flink(directory) : new CompletableFuture<>(),
                Duration.ofSeconds(60));
        ControlPlane.start(ControlPlaneSettings.in(directory.resolve("store"), engines)
                .withAccessKeyFile(directory.resolve("credentials"))
                .withAddress("127.0.0.1", Integer.parseInt(arguments[1]), Set.of())
                .withSessionOpening(List.of()));
        Thread.currentThread().join();
    }

    private static CompletableFuture<SqlEngine> flink(Path directory) {
        SqlEngine flink = new EmbeddedFlink(FlinkSettings.in(directory.resolve("flink")));
        return CompletableFuture.supplyAsync(() -> {
            flink.start();
            return flink;
        });
    }

    private static Map<String, String> properties(Path file) throws IOException {
        Properties read = new Properties();
        try (var in = Files.newInputStream(file)) {
            read.load(in);
        }
        Map<String, String> all = new HashMap<>();
        read.stringPropertyNames().forEach(name -> all.put(name, read.getProperty(name)));
        return all;
    }
}
