/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import java.util.List;
import java.util.Set;

/** {@code AWS::SecretsManager::Secret}: a value that is given, or drawn once when it is made. */
final class SecretType extends ApiType {
    private static final String SERVICE = "secretsmanager";
    private static final String DRAWN = "GenerateSecretString";
    private static final Set<String> OF_DRAWING = Set.of("SecretStringTemplate", "GenerateStringKey");
    private static final ObjectMapper JSON = new ObjectMapper();

    SecretType(Api api) {
        super(
                api,
                new Calls("AWS::SecretsManager::Secret", SERVICE)
                        .create("CreateSecret", "/ARN")
                        .update("UpdateSecret")
                        .delete("DeleteSecret", "SecretId")
                        .named("Name", 512)
                        .attribute("Id", "/ARN")
                        .otherwise("Description", "")
                        .createOnly("Name"));
    }

    @Override
    public void check(String logicalId, ObjectNode properties) {
        ObjectNode plain = properties.deepCopy();
        if (plain.remove(DRAWN) instanceof ObjectNode drawn) {
            ObjectNode password = drawn.deepCopy();
            password.remove(OF_DRAWING);
            PropertyShape.check(
                    "/Resources/" + logicalId + "/Properties/" + DRAWN,
                    password,
                    api.typed(SERVICE).builder("GetRandomPassword"));
        }
        super.check(logicalId, plain);
    }

    @Override
    public Made create(ObjectNode properties) {
        ObjectNode request = properties.deepCopy();
        JsonNode drawn = request.remove(DRAWN);
        if (drawn != null && request.has("SecretString")) {
            throw new ApiException(
                    "ValidationError", "Give either SecretString or GenerateSecretString of a secret, not both.");
        }
        if (drawn != null) {
            request.put("SecretString", draw((ObjectNode) drawn));
        }
        return super.create(request);
    }

    private String draw(ObjectNode how) {
        ObjectNode request = PropertyShape.fit(how, api.typed(SERVICE).builder("GetRandomPassword"));
        String password = api.call(SERVICE, "GetRandomPassword", request)
                .path("RandomPassword")
                .asText();
        if (!how.has("SecretStringTemplate")) {
            return password;
        }
        try {
            if (JSON.readTree(how.path("SecretStringTemplate").asText()) instanceof ObjectNode template
                    && how.has("GenerateStringKey")) {
                return template.put(how.path("GenerateStringKey").asText(), password)
                        .toString();
            }
        } catch (JsonProcessingException e) {
            // said below
        }
        throw new ApiException(
                "ValidationError",
                "SecretStringTemplate must be a JSON object, and GenerateStringKey the member that takes the"
                        + " password.");
    }

    /** A drawn value stays as it is: whoever uses it would lose it otherwise. */
    @Override
    public Made update(String physicalId, ObjectNode before, ObjectNode properties) {
        ObjectNode request = properties.deepCopy();
        request.remove(DRAWN);
        if (properties.path("SecretString").equals(before.path("SecretString"))) {
            request.remove("SecretString");
        }
        ObjectNode old = before.deepCopy();
        old.remove(List.of(DRAWN, "SecretString"));
        return super.update(physicalId, old, request);
    }

    @Override
    public void delete(String physicalId, ObjectNode properties) {
        api.find(SERVICE, "DeleteSecret", "SecretId", physicalId, "ForceDeleteWithoutRecovery", true);
    }

    @Override
    protected Made made(String physicalId, ObjectNode answer) {
        return new Made(physicalId, PojoCodec.object().put("Id", physicalId), "");
    }
}
