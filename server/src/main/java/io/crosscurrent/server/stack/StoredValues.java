/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.stack.resource.Api;
import io.crosscurrent.server.stack.template.DynamicReferences;
import io.crosscurrent.server.stack.template.TemplateFault;
import java.util.Optional;
import java.util.function.Function;

/** Secrets, parameters and templates that templates and requests refer to, all of them of this control plane. */
public final class StoredValues implements StackInput.Stored, DynamicReferences.Source {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Api api;
    private final Function<String, Optional<String>> objects;

    /** @param objects text of an object of our own store by its address; empty when the address is not of it */
    public StoredValues(Api api, Function<String, Optional<String>> objects) {
        this.api = api;
        this.objects = objects;
    }

    /** Only our own store is read: a server that fetched any address would be a way into the network it is in. */
    @Override
    public String template(String url) {
        return objects.apply(url)
                .orElseThrow(() -> TemplateFault.validation("TemplateURL must point to an object in the store of this"
                        + " server, not to " + url + ". Give the template itself as TemplateBody."));
    }

    @Override
    public Optional<String> parameter(String name) {
        return api.findParameter(name);
    }

    @Override
    public String secret(String secret, String key, String stage, String version) {
        ObjectNode request = PojoCodec.object().put("SecretId", secret);
        if (!stage.isEmpty()) {
            request.put("VersionStage", stage);
        }
        if (!version.isEmpty()) {
            request.put("VersionId", version);
        }
        String text;
        try {
            text = api.call("secretsmanager", "GetSecretValue", request)
                    .path("SecretString")
                    .asText();
        } catch (ApiException e) {
            throw TemplateFault.validation("The reference to secret " + secret + " failed: " + e.getMessage());
        }
        return key.isEmpty() ? text : member(secret, key, text);
    }

    private static String member(String secret, String key, String text) {
        try {
            JsonNode value = JSON.readTree(text).get(key);
            if (value != null && value.isValueNode()) {
                return value.asText();
            }
        } catch (JsonProcessingException e) {
            // the message must not show what the secret holds
        }
        throw TemplateFault.validation(
                "Could not find a value associated with JSONKey " + key + " in SecretString of secret " + secret + ".");
    }

    @Override
    public String stored(String name) {
        return parameter(name)
                .orElseThrow(() -> TemplateFault.validation("There is no stored parameter " + name + "."));
    }
}
