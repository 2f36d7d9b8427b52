/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.scale;

import io.crosscurrent.engines.connect.ConnectSettings;
import io.crosscurrent.engines.connect.EmbeddedConnect;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The platform's Connect worker in a process of its own. Arguments: properties of Kafka's clients, properties of the worker,
 * properties of the connector. Commands come line by line from standard input, each answered by one line; its end ends the process.
 */
final class WorkerProgram {
    private static final String CONNECTOR = "scale";

    private WorkerProgram() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> kafka = read(arguments[0]);
        Map<String, String> connector = read(arguments[2]);
        EmbeddedConnect connect =
                new EmbeddedConnect(ConnectSettings.on(kafka).withWorkerProperties(read(arguments[1])));
        connect.start();
        answer("ready");
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            switch (command) {
                case "put" -> connect.put(CONNECTOR, connector);
                case "stop" -> connect.stop(CONNECTOR);
                case "resume" -> connect.resume(CONNECTOR);
                default -> throw new IOException("unknown command " + command);
            }
            answer(command);
        }
        connect.close();
    }

    private static void answer(String line) {
        System.out.println("> " + line);
        System.out.flush();
    }

    private static Map<String, String> read(String file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of(file))) {
            properties.load(in);
        }
        Map<String, String> map = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }
}
