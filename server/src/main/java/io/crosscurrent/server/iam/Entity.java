/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.store.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A user or role as the store has it: a row with inline policies and the ARNs of attached ones. */
record Entity(Resource row) {
    String name() {
        return row.name();
    }

    String arn() {
        return row.id();
    }

    String text(String member) {
        return row.document().path(member).asText(null);
    }

    Instant created() {
        return Instant.ofEpochMilli(row.document().path("created").asLong());
    }

    /** Documents by name. */
    Map<String, String> inline() {
        Map<String, String> policies = new LinkedHashMap<>();
        row.document()
                .path("inline")
                .properties()
                .forEach(each -> policies.put(each.getKey(), each.getValue().asText()));
        return policies;
    }

    List<String> attached() {
        List<String> arns = new ArrayList<>();
        row.document().path("attached").forEach(each -> arns.add(each.asText()));
        return arns;
    }

    static ObjectNode withInline(ObjectNode document, Map<String, String> policies) {
        ObjectNode member = document.putObject("inline");
        policies.forEach(member::put);
        return document;
    }

    static ObjectNode withAttached(ObjectNode document, List<String> arns) {
        arns.forEach(document.putArray("attached")::add);
        return document;
    }
}
