/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What policies can ask of a request, by key. Names of keys are compared in any case. One request, one thread.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">AWS: global condition
 *     context keys</a>
 */
final class RequestContext {
    /** Prefixes of keys for tags of the resource a request is about. */
    private static final List<String> RESOURCE_TAGS = List.of(
            "aws:resourcetag/",
            "secretsmanager:resourcetag/",
            "iam:resourcetag/",
            "dms:task-tag/",
            "dms:endpoint-tag/",
            "dms:rep-tag/",
            "dms:cert-tag/",
            "dms:subgrp-tag/",
            "dms:es-tag/");

    private final Map<String, List<String>> values = new HashMap<>();
    private Supplier<Map<String, String>> resourceTags = Map::of;

    /** @param given values by key; none means that the request has no such key */
    static RequestContext of(Map<String, List<String>> given) {
        RequestContext context = new RequestContext();
        given.forEach((key, list) -> {
            if (!list.isEmpty()) {
                context.values.put(key.toLowerCase(Locale.ROOT), List.copyOf(list));
            }
        });
        return context;
    }

    /** The same request, about this resource. @param tags asked for when a policy asks for them */
    RequestContext about(String resource, Function<String, Map<String, String>> tags) {
        RequestContext context = new RequestContext();
        context.values.putAll(values);
        context.resourceTags = () -> tags.apply(resource);
        return context;
    }

    /** Empty when the request does not have the key, or nobody knows it. */
    List<String> values(String key) {
        String name = key.toLowerCase(Locale.ROOT);
        for (String prefix : RESOURCE_TAGS) {
            if (name.startsWith(prefix)) {
                // Keys of tags are case-sensitive, names of condition keys are not.
                String value = resourceTags.get().get(key.substring(prefix.length()));
                return value == null ? List.of() : List.of(value);
            }
        }
        return values.getOrDefault(name, List.of());
    }
}
