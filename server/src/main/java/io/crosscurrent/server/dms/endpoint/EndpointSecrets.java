/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.dms.Arns;
import io.crosscurrent.server.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The secrets of endpoints: each endpoint's own stand in one internal secret, {@code crosscurrent/endpoint/<id>}, a JSON
 * object. Connectors are given placeholders, which Kafka Connect resolves through Secrets Manager.
 */
public final class EndpointSecrets {
    /** The SASL password as it stands inside the quotes of a JAAS configuration. */
    static final String QUOTED = "saslPasswordQuoted";

    private static final String PLATFORM = Secrets.INTERNAL + "platform-kafka";

    private final Secrets secrets;

    public EndpointSecrets(Secrets secrets) {
        this.secrets = secrets;
    }

    static String name(String arn) {
        return Secrets.INTERNAL + Arns.id(arn);
    }

    /** What Kafka Connect replaces by the member of the secret. */
    static String placeholder(String secretName, String member) {
        return "${crosscurrent:" + secretName + ":" + member + "}";
    }

    void put(String arn, Map<String, String> values) {
        if (values.isEmpty()) {
            secrets.deleteInternal(name(arn));
            return;
        }
        ObjectNode json = PojoCodec.object();
        values.forEach(json::put);
        if (values.containsKey("saslPassword")) {
            json.put(QUOTED, KafkaAddress.quoted(values.get("saslPassword")));
        }
        secrets.putInternal(name(arn), new String(PojoCodec.bytes(json), StandardCharsets.UTF_8));
    }

    /** Client properties of the platform's Kafka as a connector may show them: secrets as placeholders. */
    Map<String, String> platformClient(Map<String, String> properties) {
        Map<String, String> out = new TreeMap<>(properties);
        ObjectNode json = PojoCodec.object();
        properties.forEach((name, value) -> {
            if (name.equals("sasl.jaas.config") || name.contains("password") || name.equals("ssl.keystore.key")) {
                json.put(name, value);
                out.put(name, placeholder(PLATFORM, name));
            }
        });
        String text = new String(PojoCodec.bytes(json), StandardCharsets.UTF_8);
        if (!json.isEmpty() && !text.equals(secrets.internalText(PLATFORM))) {
            secrets.putInternal(PLATFORM, text);
        }
        return out;
    }

    void delete(String arn) {
        secrets.deleteInternal(name(arn));
    }

    Set<String> stored(String arn) {
        return own(arn).keySet();
    }

    Map<String, String> own(String arn) {
        try {
            return members(name(arn));
        } catch (CrosscurrentException e) {
            return Map.of();
        }
    }

    /** The members of a secret somebody made, by name or ARN. */
    Map<String, String> members(String secretId) {
        String text;
        try {
            text = secrets.currentText(secretId);
        } catch (ApiException e) {
            throw new CrosscurrentException(
                    "endpoint.secret_missing",
                    "The secret " + secretId + " cannot be read: " + e.getMessage(),
                    "Create it in Secrets Manager with the members username, password, host and port.");
        }
        Map<String, String> members = new HashMap<>();
        try {
            for (Map.Entry<String, JsonNode> member : PojoCodec.parse(text).properties()) {
                members.put(member.getKey(), member.getValue().asText());
            }
        } catch (ApiException e) {
            throw new CrosscurrentException(
                    "endpoint.secret_no_json",
                    "The secret " + secretId + " is not a JSON object.",
                    "Store it as {\"username\": …, \"password\": …, \"host\": …, \"port\": …}.");
        }
        return members;
    }

    /** The name of a secret given by ARN: placeholders have colons of their own. */
    String nameOf(String secretId) {
        return secrets.nameOf(secretId);
    }
}
