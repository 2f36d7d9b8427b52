/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

import io.crosscurrent.engines.connect.ConnectAddress;
import io.crosscurrent.engines.connect.ConnectSettings;
import io.crosscurrent.engines.connect.EmbeddedConnect;
import io.crosscurrent.testing.ParentProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The platform's Connect worker alone in a process. Arguments: a file with client properties of Kafka; a file in which it
 * tells the address of its REST API, once it is ready.
 */
final class WorkerMain {
    private WorkerMain() {}

    public static void main(String[] arguments) throws IOException {
        ParentProcess.endWithIt();
        Map<String, String> kafka = new HashMap<>();
        read(Path.of(arguments[0])).forEach((name, value) -> kafka.put((String) name, (String) value));
        EmbeddedConnect connect = new EmbeddedConnect(ConnectSettings.on(kafka)
                .withWorkerProperties(Map.of("session.timeout.ms", "3000", "heartbeat.interval.ms", "500")));
        connect.start();
        write(Path.of(arguments[1]), connect.address());
    }

    private static void write(Path file, ConnectAddress address) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("uri", address.workers().get(0).toString());
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (OutputStream out = Files.newOutputStream(next)) {
            properties.store(out, null);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }
}
