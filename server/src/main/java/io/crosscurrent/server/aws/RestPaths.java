/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/**
 * Which operation of a REST service a method and path mean, from a text resource with lines such as
 * {@code DescribeCluster GET /v1/clusters/{ClusterArn}}. Paths are matched in their raw form: an ARN is one segment whose
 * slashes are percent signs.
 */
final class RestPaths {
    private record Route(String operation, String method, List<String> segments) {}

    /** What a request asks for. @param path decoded variables by name */
    record Match(String operation, Map<String, String> path) {}

    private final List<Route> routes;

    private RestPaths(List<Route> routes) {
        this.routes = routes;
    }

    static RestPaths load(Class<?> owner, String resource) {
        List<Route> routes = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(resource), resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] words = line.trim().split("\\s+");
                    routes.add(new Route(words[0], words[1], segments(words[2])));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RestPaths(List.copyOf(routes));
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** Names of the operations that have a path. */
    List<String> operations() {
        return routes.stream().map(Route::operation).toList();
    }

    Optional<Match> match(String method, String rawPath) {
        List<String> path = segments(rawPath);
        for (Route route : routes) {
            if (route.method().equals(method) && route.segments().size() == path.size()) {
                Map<String, String> variables = variables(route.segments(), path);
                if (variables != null) {
                    return Optional.of(new Match(route.operation(), variables));
                }
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> variables(List<String> pattern, List<String> path) {
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String part = pattern.get(i);
            if (part.startsWith("{")) {
                found.put(part.substring(1, part.length() - 1), PercentCoding.decode(path.get(i)));
            } else if (!part.equals(path.get(i))) {
                return null;
            }
        }
        return found;
    }

    /** The request document: members of body, path and query string, each where the SDK's class says it stands. */
    static ObjectNode document(SdkPojo type, Match match, HttpCall call) {
        ObjectNode document = PojoCodec.parse(call.body());
        QueryString query = QueryString.parse(call.rawQuery());
        for (SdkField<?> field : type.sdkFields()) {
            if (field.location() == MarshallLocation.PATH) {
                match.path().entrySet().stream()
                        .filter(entry -> entry.getKey().equalsIgnoreCase(field.locationName()))
                        .forEach(entry -> document.put(field.locationName(), entry.getValue()));
            } else if (field.location() == MarshallLocation.QUERY_PARAM) {
                query(document, field, query);
            }
        }
        return document;
    }

    private static void query(ObjectNode document, SdkField<?> field, QueryString query) {
        List<String> values = query.pairs().stream()
                .filter(pair -> pair.name().equals(field.locationName()))
                .map(QueryString.Pair::value)
                .toList();
        if (values.isEmpty()) {
            return;
        }
        switch (field.marshallingType().getKnownType()) {
            case LIST -> {
                ArrayNode list = document.putArray(field.locationName());
                values.forEach(list::add);
            }
            case INTEGER, LONG -> {
                if (!values.get(0).matches("-?[0-9]{1,9}")) {
                    throw new ApiException(
                            "BadRequestException", "The parameter " + field.locationName() + " must be a number.");
                }
                document.put(field.locationName(), Integer.valueOf(values.get(0)));
            }
            case BOOLEAN -> document.put(field.locationName(), Boolean.parseBoolean(values.get(0)));
            default -> document.put(field.locationName(), values.get(0));
        }
    }
}
