/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code AWS::MSK::BatchScramSecret}: which secrets are users of a cluster. */
final class ScramType implements ResourceType {
    private static final String SERVICE = "kafka";
    private static final String SECRETS = "SecretArnList";

    private final Api api;

    ScramType(Api api) {
        this.api = api;
    }

    @Override
    public String name() {
        return "AWS::MSK::BatchScramSecret";
    }

    @Override
    public Set<String> createOnly() {
        return Set.of("ClusterArn");
    }

    @Override
    public Set<String> attributes() {
        return Set.of();
    }

    @Override
    public void check(String logicalId, ObjectNode properties) {
        String path = "/Resources/" + logicalId + "/Properties";
        ApiType.required(path, properties, List.of("ClusterArn"));
        PropertyShape.check(path, properties, api.typed(SERVICE).builder("BatchAssociateScramSecret"));
    }

    @Override
    public Made create(ObjectNode properties) {
        String cluster = properties.path("ClusterArn").asText();
        apply("BatchAssociateScramSecret", cluster, secrets(properties));
        return new Made(cluster, PojoCodec.object(), "");
    }

    @Override
    public Made update(String physicalId, ObjectNode before, ObjectNode properties) {
        Set<String> gone = secrets(before);
        gone.removeAll(secrets(properties));
        Set<String> fresh = secrets(properties);
        fresh.removeAll(secrets(before));
        apply("BatchAssociateScramSecret", physicalId, fresh);
        apply("BatchDisassociateScramSecret", physicalId, gone);
        return new Made(physicalId, PojoCodec.object(), "");
    }

    /** A secret that is refused makes no user any more: that is what was wanted, and what a second attempt finds. */
    @Override
    public void delete(String physicalId, ObjectNode properties) {
        Set<String> secrets = secrets(properties);
        boolean there =
                api.find(SERVICE, "DescribeClusterV2", "clusterArn", physicalId).isPresent();
        if (there && !secrets.isEmpty()) {
            call("BatchDisassociateScramSecret", physicalId, secrets);
        }
    }

    private static Set<String> secrets(ObjectNode properties) {
        Set<String> secrets = new LinkedHashSet<>();
        properties.path(SECRETS).forEach(each -> secrets.add(each.asText()));
        return secrets;
    }

    private void apply(String operation, String cluster, Set<String> secrets) {
        if (secrets.isEmpty()) {
            return;
        }
        JsonNode refused = call(operation, cluster, secrets);
        if (!refused.isEmpty()) {
            throw new ApiException(
                    "ValidationError",
                    "Secret " + refused.path(0).path("secretArn").asText() + " was refused: "
                            + refused.path(0).path("errorMessage").asText());
        }
    }

    /** @return the secrets that were refused */
    private JsonNode call(String operation, String cluster, Set<String> secrets) {
        ArrayNode list = PojoCodec.object().arrayNode();
        secrets.forEach(list::add);
        return api.call(SERVICE, operation, "clusterArn", cluster, "secretArnList", list)
                .path("unprocessedScramSecrets");
    }
}
