/* SPDX-License-Identifier: Apache-2.0 */
package com.amazonaws.services.kinesisanalytics.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The runtime properties of an application, by the name and with the methods under which programs written for Managed Flink
 * look for them. Reads them from the JAR of the program, where the platform puts them. Uses Flink and Java alone.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/how-properties.html">AWS: use runtime properties</a>
 */
public final class KinesisAnalyticsRuntime {
    /** Where they stand in the JAR; on Managed Flink, the same path is a file. */
    public static final String RESOURCE = "etc/flink/application_properties.json";

    private KinesisAnalyticsRuntime() {}

    /** Property groups by id; empty when the application has none. */
    public static Map<String, Properties> getApplicationProperties() throws IOException {
        try (InputStream in = KinesisAnalyticsRuntime.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            return in == null ? new HashMap<>() : read(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
    }

    /** The same from a file, for programs that are run without the service. */
    public static Map<String, Properties> getApplicationProperties(String filename) throws IOException {
        try (Reader in = Files.newBufferedReader(Path.of(filename))) {
            return read(in);
        }
    }

    private static Map<String, Properties> read(Reader in) throws IOException {
        Map<String, Properties> groups = new HashMap<>();
        for (JsonNode group : new ObjectMapper().readTree(in)) {
            Properties properties = new Properties();
            group.path("PropertyMap")
                    .properties()
                    .forEach(each ->
                            properties.put(each.getKey(), each.getValue().asText()));
            groups.put(group.path("PropertyGroupId").asText(), properties);
        }
        return groups;
    }
}
