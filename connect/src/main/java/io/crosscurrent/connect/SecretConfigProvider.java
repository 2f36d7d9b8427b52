/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Resolves {@code ${crosscurrent:<secret id>:<key>}} in connector configurations with the {@code GetSecretValue} call of a
 * Secrets Manager: so the configuration topic holds no password. The secret is a JSON object, the key one of its members.
 *
 * <p>Settings: {@code endpoint}, {@code access.key.id}, {@code secret.access.key}, {@code region} (default us-east-1).
 */
public final class SecretConfigProvider implements ConfigProvider {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private URI endpoint;
    private RequestSignature signature;

    @Override
    public void configure(Map<String, ?> settings) {
        endpoint = URI.create(required(settings, "endpoint"));
        Object region = settings.get("region");
        signature = new RequestSignature(
                required(settings, "access.key.id"),
                required(settings, "secret.access.key"),
                region == null ? "us-east-1" : region.toString(),
                "secretsmanager");
    }

    private static String required(Map<String, ?> settings, String name) {
        Object value = settings.get(name);
        if (value == null || value.toString().isBlank()) {
            throw new ConfigException("The config provider for secrets needs " + name
                    + ": set config.providers.<name>.param." + name + " on the worker.");
        }
        return value.toString();
    }

    @Override
    public ConfigData get(String path) {
        return new ConfigData(members(path));
    }

    @Override
    public ConfigData get(String path, Set<String> keys) {
        Map<String, String> members = members(path);
        for (String key : keys) {
            if (!members.containsKey(key)) {
                throw new ConfigException(
                        "Secret " + path + " has no member \"" + key + "\": add it to the secret's JSON.");
            }
        }
        members.keySet().retainAll(keys);
        return new ConfigData(members);
    }

    private Map<String, String> members(String secretId) {
        JsonNode secret;
        try {
            secret = JSON.readTree(secretString(secretId));
        } catch (JsonProcessingException e) {
            // The exception quotes the secret, so it must not travel on.
            throw new ConfigException("The value of secret " + secretId + " is not JSON: store it as an object.");
        }
        Map<String, String> members = new HashMap<>();
        secret.properties()
                .forEach(field -> members.put(field.getKey(), field.getValue().asText()));
        return members;
    }

    private String secretString(String secretId) {
        try {
            byte[] body = JSON.writeValueAsBytes(Map.of("SecretId", secretId));
            Map<String, String> headers = signature.headers(
                    endpoint.getRawAuthority(),
                    Map.of(
                            "content-type",
                            "application/x-amz-json-1.1",
                            "x-amz-target",
                            "secretsmanager.GetSecretValue"),
                    body,
                    Instant.now());
            HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve("/"))
                    .timeout(TIMEOUT)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body));
            headers.forEach(request::header);
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new ConfigException("Secret " + secretId + " cannot be read from " + endpoint + ": HTTP "
                        + response.statusCode() + " " + answer.path("__type").asText("") + " "
                        + answer.path("message").asText(answer.path("Message").asText("")));
            }
            return answer.path("SecretString").asText("");
        } catch (IOException e) {
            throw new ConfigException("Secret " + secretId + " cannot be read from " + endpoint + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConfigException("Interrupted while reading secret " + secretId);
        }
    }

    @Override
    public void close() {
        signature = null;
    }
}
