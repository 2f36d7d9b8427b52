/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files by which clients find a platform: {@code config} and {@code credentials} in the form of AWS, and Kafka's. */
public final class ClientFiles {
    public static final String CONFIG = "config";
    public static final String CREDENTIALS = "credentials";
    public static final String KAFKA_CLIENT = "kafka-client.properties";

    private static final String ENDPOINT = "endpoint_url = ";

    private ClientFiles() {}

    static void writeConfig(DataDirectory data, URI endpoint, String region) {
        Passwords.replace(
                data.resolve(CONFIG),
                "[default]\nregion = %s\noutput = json\n%s%s\n".formatted(region, ENDPOINT, endpoint));
    }

    /** The port of the last start, or the usual one. */
    static int lastPort(DataDirectory data) {
        Path file = data.resolve(CONFIG);
        if (!Files.exists(file)) {
            return PlatformSettings.USUAL_PORT;
        }
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(ENDPOINT))
                    .map(line -> URI.create(line.substring(ENDPOINT.length())).getPort())
                    .findFirst()
                    .orElse(PlatformSettings.USUAL_PORT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
