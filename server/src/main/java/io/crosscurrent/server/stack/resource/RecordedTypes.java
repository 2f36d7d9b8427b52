/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads the descriptions of recorded types from {@code recorded-types.yaml}. */
final class RecordedTypes {
    private static final String RESOURCE = "recorded-types.yaml";

    private RecordedTypes() {}

    static List<ResourceType> load(Map<String, String> place) {
        Map<String, Map<String, Object>> all;
        try (InputStream in = Objects.requireNonNull(RecordedTypes.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            all = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<ResourceType> types = new ArrayList<>();
        all.forEach((name, body) -> types.add(new RecordedType(description(name, body), place)));
        return types;
    }

    private static RecordedType.Description description(String name, Map<String, Object> body) {
        return new RecordedType.Description(
                name,
                names(body, "properties"),
                names(body, "required"),
                Set.copyOf(names(body, "createOnly")),
                (String) body.get("name"),
                (String) body.get("id"),
                attributes(body),
                (String) body.getOrDefault("note", "Recorded; it has no effect here."));
    }

    @SuppressWarnings("unchecked")
    private static List<String> names(Map<String, Object> body, String member) {
        return List.copyOf((List<String>) body.getOrDefault(member, List.of()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> attributes(Map<String, Object> body) {
        return Map.copyOf((Map<String, String>) body.getOrDefault("attributes", Map.of()));
    }
}
