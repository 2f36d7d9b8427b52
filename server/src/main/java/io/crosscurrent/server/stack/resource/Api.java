/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.Delegation;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.aws.SdkService;
import io.crosscurrent.server.aws.WireService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The services of this control plane, called in process with the rights of the actor this thread works for, or of the caller
 * whose request it answers. Used by many threads.
 */
public final class Api {
    /** Codes that say a resource is not there. */
    private static final Set<String> MISSING = Set.of(
            "ResourceNotFoundFault",
            "ResourceNotFoundException",
            "NotFoundException",
            "NoSuchEntity",
            "ParameterNotFound");

    private final Map<String, WireService> services;
    private final Delegation delegation;

    public Api(List<WireService> services, Delegation delegation) {
        this.delegation = delegation;
        this.services = services.stream().collect(Collectors.toMap(WireService::signingName, service -> service));
    }

    boolean offers(String service) {
        return services.containsKey(service);
    }

    SdkService typed(String service) {
        return services.get(service)
                .typed()
                .orElseThrow(() -> new IllegalStateException(service + " has no classes to check properties with"));
    }

    public ObjectNode call(String service, String operation, ObjectNode request) {
        WireService called = services.get(service);
        delegation.check(delegation.asking(), service, operation, () -> called.understood(operation, request));
        return called.answer(operation, request);
    }

    /** A call with few members. @param members name, value, name, value… */
    public ObjectNode call(String service, String operation, Object... members) {
        return call(service, operation, request(members));
    }

    private static ObjectNode request(Object... members) {
        ObjectNode request = PojoCodec.object();
        for (int i = 0; i < members.length; i += 2) {
            request.set((String) members[i], PojoCodec.node(members[i + 1]));
        }
        return request;
    }

    /** As {@link #call}, empty when the resource is not there. */
    Optional<ObjectNode> find(String service, String operation, ObjectNode request) {
        try {
            return Optional.of(call(service, operation, request));
        } catch (ApiException e) {
            if (MISSING.contains(e.code())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    Optional<ObjectNode> find(String service, String operation, Object... members) {
        return find(service, operation, request(members));
    }

    /** Value of a stored parameter; empty when there is none. */
    public Optional<String> findParameter(String name) {
        return offers("ssm")
                ? find("ssm", "GetParameter", "Name", name)
                        .map(answer -> answer.at("/Parameter/Value").asText())
                : Optional.empty();
    }
}
