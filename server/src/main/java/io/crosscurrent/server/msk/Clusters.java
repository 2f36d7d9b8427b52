/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.msk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.store.Resource;
import io.crosscurrent.server.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.SdkPojo;

/** Clusters in the store: rows that stand for the platform's Kafka. Used by many threads. */
final class Clusters {
    static final String KIND = "msk-cluster";
    static final String REQUEST = "request";
    private static final String VERSION = "K3VPDKIKX0DER";

    private final Store store;
    private final Clock clock;
    private final Engines engines;
    private final String prefix;

    Clusters(Store store, Clock clock, Engines engines, String region, String account) {
        this.store = store;
        this.clock = clock;
        this.engines = engines;
        this.prefix = "arn:aws:kafka:" + region + ":" + account + ":";
    }

    /** @param resource {@code cluster/name/id} */
    String arn(String resource) {
        return prefix + resource;
    }

    Store store() {
        return store;
    }

    Engines engines() {
        return engines;
    }

    /** A cluster as the store has it. */
    record Row(Resource row) {
        String arn() {
            return row.id();
        }

        ObjectNode request() {
            return (ObjectNode) row.document().path(REQUEST);
        }

        boolean serverless() {
            return row.document().path("serverless").asBoolean();
        }

        java.time.Instant created() {
            return java.time.Instant.ofEpochMilli(row.document().path("created").asLong());
        }

        /** User by secret ARN. */
        Map<String, String> users() {
            Map<String, String> users = new java.util.LinkedHashMap<>();
            row.document()
                    .path("users")
                    .properties()
                    .forEach(each -> users.put(each.getKey(), each.getValue().asText()));
            return users;
        }

        String currentVersion() {
            return VERSION;
        }
    }

    /** @param request as it came; its tags are kept apart */
    Row create(String name, boolean serverless, SdkPojo request, Map<String, String> tags) {
        if (!name.matches("[a-zA-Z0-9-]{1,64}")) {
            throw MskFaults.value(
                    "A cluster's name has 1 to 64 letters, digits and hyphens, not \"" + name + "\".", "clusterName");
        }
        ObjectNode document = PojoCodec.object().put("created", clock.millis()).put("serverless", serverless);
        JsonNode said = PojoCodec.write(request);
        document.set(REQUEST, ((ObjectNode) said).without("tags"));
        Resource row = new Resource(
                KIND, arn("cluster/" + name + "/" + UUID.randomUUID() + "-1"), name, "ACTIVE", "", document);
        try {
            store.together(() -> {
                store.resources().insert(row);
                store.tags().put(row.id(), tags);
                return null;
            });
        } catch (Store.AlreadyThere e) {
            throw MskFaults.conflict("A cluster named " + name + " already exists.", "clusterName");
        }
        return new Row(row);
    }

    Row require(String arn) {
        return store.resources()
                .find(KIND, arn)
                .map(Row::new)
                .orElseThrow(
                        () -> MskFaults.missing("The specified cluster does not exist: " + arn + ".", "clusterArn"));
    }

    List<Row> list(String namePrefix) {
        return store.resources().list(KIND).stream()
                .map(Row::new)
                .filter(row -> namePrefix == null || row.row().name().startsWith(namePrefix))
                .toList();
    }

    void users(String arn, Map<String, String> users) {
        store.resources().update(KIND, arn, row -> {
            ObjectNode document = row.document().deepCopy();
            ObjectNode member = document.putObject("users");
            users.forEach(member::put);
            return row.with(document);
        });
    }

    void delete(Row cluster) {
        store.together(() -> {
            store.resources().delete(KIND, cluster.arn());
            store.tags().removeAll(cluster.arn());
            return null;
        });
    }
}
