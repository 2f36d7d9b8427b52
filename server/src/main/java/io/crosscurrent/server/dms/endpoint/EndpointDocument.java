/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An endpoint as stored: the members of the API's {@code Endpoint}, without secrets. A setting may stand in the block of
 * the engine, among the common members, or in {@code ExtraConnectionAttributes}; they count in this order.
 */
public record EndpointDocument(ObjectNode node) {
    static final String KAFKA = "KafkaSettings";
    private static final Map<String, String> BLOCKS = Map.of(
            "kafka", KAFKA,
            "mysql", "MySQLSettings",
            "mariadb", "MySQLSettings",
            "aurora", "MySQLSettings",
            "gcp-mysql", "GcpMySQLSettings",
            "postgres", "PostgreSQLSettings",
            "aurora-postgresql", "PostgreSQLSettings");

    /** Path of each secret member, and its name in the internal secret. */
    private static final Map<String, String> SECRETS = Map.of(
            "Password", "password", "SaslPassword", "saslPassword", "SslClientKeyPassword", "sslClientKeyPassword");

    public String arn() {
        return text("EndpointArn");
    }

    public String identifier() {
        return text("EndpointIdentifier");
    }

    public String engine() {
        return text("EngineName").toLowerCase(Locale.ROOT);
    }

    public boolean source() {
        return text("EndpointType").equalsIgnoreCase("source");
    }

    /** The block of the engine; empty when the endpoint has none. Changes go into the document. */
    ObjectNode block() {
        String name = blockName();
        return node.get(name) instanceof ObjectNode block ? block : node.putObject(name);
    }

    private String blockName() {
        return BLOCKS.getOrDefault(engine(), "MySQLSettings");
    }

    /** A setting as text, "" when it stands nowhere. */
    public String setting(String name) {
        JsonNode inBlock = node.path(blockName()).path(name);
        if (!inBlock.isMissingNode() && !inBlock.isNull()) {
            return inBlock.asText();
        }
        JsonNode common = node.path(name);
        if (common.isValueNode() && !common.isNull()) {
            return common.asText();
        }
        return attributes().getOrDefault(name, "");
    }

    /** {@code name=value;name=value}; names are matched without regard to case. */
    Map<String, String> attributes() {
        Map<String, String> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String part : text("ExtraConnectionAttributes").split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                found.put(
                        part.substring(0, equals).trim(),
                        part.substring(equals + 1).trim());
            }
        }
        return found;
    }

    /** Extra attributes written out as members of the block, where the block does not have them yet. */
    ObjectNode blockWithAttributes() {
        ObjectNode copy = block().deepCopy();
        attributes().forEach((name, value) -> {
            String member = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            if (!copy.has(member)) {
                if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
                    copy.put(member, Boolean.parseBoolean(value.toLowerCase(Locale.ROOT)));
                } else if (value.matches("[0-9]{1,9}")) {
                    copy.put(member, Integer.parseInt(value));
                } else {
                    copy.put(member, value);
                }
            }
        });
        return copy;
    }

    /** Takes the secrets out of the document. @return by the names of the internal secret */
    Map<String, String> takeSecrets() {
        Map<String, String> taken = new HashMap<>();
        SECRETS.forEach((member, name) -> {
            for (ObjectNode place : List.of(node, block())) {
                JsonNode value = place.remove(member);
                if (value != null && !value.isNull()) {
                    taken.put(name, value.asText());
                }
            }
        });
        return taken;
    }

    /** Leaves out the settings of other engines: they could carry secrets and have no effect. */
    void dropOtherBlocks() {
        List<String> others = new ArrayList<>();
        node.properties().forEach(member -> {
            if (member.getValue().isObject() && !member.getKey().equals(blockName())) {
                others.add(member.getKey());
            }
        });
        node.remove(others);
    }

    private String text(String name) {
        return node.path(name).asText("");
    }
}
