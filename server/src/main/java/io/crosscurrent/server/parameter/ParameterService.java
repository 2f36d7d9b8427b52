/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.parameter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.aws.WireService;
import io.crosscurrent.server.store.Resource;
import io.crosscurrent.server.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GetParameter}, {@code PutParameter}, {@code DeleteParameter}. Values are sealed, whatever their type. The version of
 * a CDK bootstrap is there without being put: nothing has to be bootstrapped here.
 */
public final class ParameterService implements WireService {
    private static final String KIND = "ssm-parameter";
    private static final String VALUE = "value";

    /** The bootstrap whose resources are all present or not needed. */
    private static final String BOOTSTRAP = "21";

    private final Store store;

    public ParameterService(Store store) {
        this.store = store;
    }

    @Override
    public String signingName() {
        return "ssm";
    }

    @Override
    public String targetPrefix() {
        return "AmazonSSM";
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request) {
        return switch (operation) {
            case "GetParameter" -> get(name(request));
            case "PutParameter" -> put(name(request), request);
            case "DeleteParameter" -> delete(name(request));
            default ->
                throw new ApiException(
                        "UnknownOperationException", "The operation " + operation + " is not offered by this server.");
        };
    }

    private static String name(ObjectNode request) {
        String name = request.path("Name").asText("");
        if (!name.matches("[a-zA-Z0-9_./-]{1,1011}")) {
            throw new ApiException(
                    "ValidationException", "Name has 1 to 1011 letters, digits and _./-, not \"" + name + "\".");
        }
        return name;
    }

    private ObjectNode get(String name) {
        Optional<Resource> row = store.resources().find(KIND, name);
        ObjectNode answer = PojoCodec.object();
        ObjectNode parameter = answer.putObject("Parameter").put("Name", name);
        if (row.isPresent()) {
            parameter
                    .put("Type", row.get().document().path("type").asText())
                    .put("Version", row.get().document().path("version").asLong())
                    .put(
                            "Value",
                            new String(
                                    store.sealed()
                                            .find(KIND + "/" + name, VALUE)
                                            .orElseThrow(),
                                    StandardCharsets.UTF_8));
        } else if (name.matches("/cdk-bootstrap/[^/]+/version")) {
            parameter.put("Type", "String").put("Version", 1).put("Value", BOOTSTRAP);
        } else {
            throw missing(name);
        }
        return answer;
    }

    private static ApiException missing(String name) {
        return new ApiException("ParameterNotFound", 400, "There is no parameter " + name + ".", Map.of());
    }

    private ObjectNode put(String name, ObjectNode request) {
        String type = request.path("Type").asText("String");
        if (!type.matches("String|StringList|SecureString")) {
            throw new ApiException(
                    "UnsupportedParameterType", "Type must be String, StringList or SecureString, not " + type + ".");
        }
        if (!request.path("Value").isTextual()) {
            throw new ApiException("ValidationException", "The parameter Value must be provided.");
        }
        long version = store.together(() -> {
            Optional<Resource> row = store.resources().find(KIND, name);
            if (row.isPresent() && !request.path("Overwrite").asBoolean()) {
                throw new ApiException(
                        "ParameterAlreadyExists",
                        "The parameter " + name + " already exists. Set Overwrite to change it.");
            }
            long next = row.map(each -> each.document().path("version").asLong() + 1)
                    .orElse(1L);
            ObjectNode document = PojoCodec.object().put("type", type).put("version", next);
            if (row.isPresent()) {
                store.resources().update(KIND, name, each -> each.with(document));
            } else {
                store.resources().insert(new Resource(KIND, name, name, "there", "", document));
            }
            store.sealed()
                    .put(
                            KIND + "/" + name,
                            VALUE,
                            request.path("Value").asText().getBytes(StandardCharsets.UTF_8));
            return next;
        });
        return PojoCodec.object().put("Version", version).put("Tier", "Standard");
    }

    private ObjectNode delete(String name) {
        store.together(() -> {
            if (store.resources().find(KIND, name).isEmpty()) {
                throw missing(name);
            }
            store.resources().delete(KIND, name);
            store.sealed().deleteAll(KIND + "/" + name);
            return null;
        });
        return PojoCodec.object();
    }
}
