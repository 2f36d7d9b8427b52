/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.catalog;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.table.api.ValidationException;

/** How the catalogue's Kafka clients connect. Holds secrets, so {@link #toString} shows the servers only. Immutable. */
final class ClientProperties {
    private static final String BOOTSTRAP = "bootstrap.servers";
    private final Map<String, String> values;

    private ClientProperties(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** As below, of the options that start with {@code properties.}. */
    static ClientProperties of(Map<String, String> options, String file) {
        return of(options, CatalogOptions.PROPERTIES_PREFIX, file);
    }

    /**
     * @param options of the catalogue; those without the prefix are left aside
     * @param file a Java properties file in UTF-8, or null; options win over it
     * @throws ValidationException when the file cannot be read or there are no bootstrap servers
     */
    static ClientProperties of(Map<String, String> options, String prefix, String file) {
        Map<String, String> values = new HashMap<>();
        if (file != null) {
            Properties properties = read(file);
            properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        }
        options.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                values.put(name.substring(prefix.length()), value);
            }
        });
        if (values.getOrDefault(BOOTSTRAP, "").isBlank()) {
            throw refused(
                    "The catalogue has no Kafka servers.",
                    "Give 'properties.bootstrap.servers' = 'host:port', or put bootstrap.servers into"
                            + " client-properties-file.",
                    null);
        }
        return new ClientProperties(values);
    }

    private static Properties read(String file) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw refused(
                    "The client-properties-file %s cannot be read (%s)."
                            .formatted(file, e.getClass().getSimpleName()),
                    "Put it where the SQL client or gateway runs, readable for its user, as a Java properties file.",
                    e);
        }
        return properties;
    }

    private static ValidationException refused(String message, String remedy, Exception cause) {
        CrosscurrentException failure = new CrosscurrentException("flink.catalogue_options", message, remedy, cause);
        return new ValidationException(failure.oneLine(), failure);
    }

    /** As Kafka clients take them. Secret. */
    Map<String, String> values() {
        return values;
    }

    String bootstrapServers() {
        return values.get(BOOTSTRAP);
    }

    /** Whether the list names the same servers, in whatever order. */
    boolean sameServers(String bootstrapServers) {
        return servers(bootstrapServers).equals(servers(bootstrapServers()));
    }

    private static Set<String> servers(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return "Kafka at " + bootstrapServers();
    }
}
