/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.Origin;
import io.crosscurrent.server.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects what a policy may ask of a request: who asks, from where, when, and which tags it gives. Used by many threads. */
final class RequestFacts {
    private final Store store;
    private final Clock clock;
    private final String account;

    RequestFacts(Store store, Clock clock, String account) {
        this.store = store;
        this.clock = clock;
        this.account = account;
    }

    /** @param service prefix of the action, for keys of that service */
    RequestContext of(
            String region, Origin origin, Principals.Principal principal, String service, ObjectNode request) {
        Map<String, List<String>> facts = new HashMap<>();
        when(facts);
        where(facts, region, origin);
        who(facts, principal);
        tags(facts, service, request);
        if (service.equals("sts")) {
            one(facts, "sts:ExternalId", request.path("ExternalId").asText(""));
            one(facts, "sts:RoleSessionName", request.path("RoleSessionName").asText(""));
        }
        if (service.equals("iam")) {
            one(facts, "iam:PolicyARN", request.path("PolicyArn").asText(""));
        }
        if (service.equals("secretsmanager")) {
            one(facts, "secretsmanager:Name", request.path("Name").asText(""));
            one(
                    facts,
                    "secretsmanager:VersionStage",
                    request.path("VersionStage").asText(""));
        }
        return RequestContext.of(facts);
    }

    private void when(Map<String, List<String>> facts) {
        Instant now = clock.instant();
        one(facts, "aws:CurrentTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
        one(facts, "aws:EpochTime", Long.toString(now.getEpochSecond()));
    }

    private static void where(Map<String, List<String>> facts, String region, Origin origin) {
        one(facts, "aws:RequestedRegion", region);
        one(facts, "aws:ViaAWSService", Boolean.toString(origin.service()));
        if (!origin.service()) {
            one(facts, "aws:SourceIp", origin.sourceIp());
            one(facts, "aws:SecureTransport", Boolean.toString(origin.secure()));
            one(facts, "aws:UserAgent", origin.userAgent());
        }
    }

    private void who(Map<String, List<String>> facts, Principals.Principal principal) {
        boolean session = principal.arn().contains(":assumed-role/");
        String owner = principal.entity().map(Entity::arn).orElse(principal.arn());
        one(facts, "aws:PrincipalArn", owner);
        one(facts, "aws:PrincipalAccount", account);
        one(facts, "aws:userid", principal.uniqueId());
        one(facts, "aws:PrincipalType", session ? "AssumedRole" : principal.root() ? "Account" : "User");
        if (session) {
            one(facts, "aws:MultiFactorAuthPresent", "false");
        } else {
            principal.entity().ifPresent(user -> one(facts, "aws:username", user.name()));
        }
        principal.entity().ifPresent(entity -> store.tags()
                .of(entity.arn())
                .forEach((key, value) -> one(facts, "aws:PrincipalTag/" + key, value)));
    }

    private static void tags(Map<String, List<String>> facts, String service, ObjectNode request) {
        JsonNode given = request.has("Tags") ? request.path("Tags") : request.path("tags");
        Map<String, String> tags = new HashMap<>();
        if (given.isObject()) {
            given.properties()
                    .forEach(each -> tags.put(each.getKey(), each.getValue().asText()));
        }
        given.elements().forEachRemaining(each -> {
            if (each.isObject()) {
                tags.put(member(each, "Key"), member(each, "Value"));
            }
        });
        List<String> keys = new ArrayList<>(tags.keySet());
        request.path("TagKeys").forEach(each -> keys.add(each.asText()));
        request.path("tagKeys").forEach(each -> keys.add(each.asText()));
        facts.put("aws:TagKeys", keys);
        tags.forEach((key, value) -> {
            one(facts, "aws:RequestTag/" + key, value);
            if (service.equals("dms")) {
                one(facts, "dms:req-tag/" + key, value);
            }
        });
    }

    private static String member(JsonNode node, String name) {
        return node.path(node.has(name) ? name : name.toLowerCase(Locale.ROOT)).asText("");
    }

    private static void one(Map<String, List<String>> facts, String key, String value) {
        if (value != null && !value.isEmpty()) {
            facts.put(key, List.of(value));
        }
    }
}
