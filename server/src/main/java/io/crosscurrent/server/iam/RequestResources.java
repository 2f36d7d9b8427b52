/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a request is about, as ARNs: those it names, and those made of the names it gives. A request that names nothing is
 * about everything, {@code *}.
 */
record RequestResources(String region, String account) {
    /** Pattern of the ARN by service and member. */
    private static final Map<String, String> NAMED = Map.of(
            "iam RoleName", "arn:aws:iam::%2$s:role/%3$s",
            "iam UserName", "arn:aws:iam::%2$s:user/%3$s",
            "secretsmanager SecretId", "arn:aws:secretsmanager:%1$s:%2$s:secret:%3$s",
            "secretsmanager Name", "arn:aws:secretsmanager:%1$s:%2$s:secret:%3$s",
            "cloudformation StackName", "arn:aws:cloudformation:%1$s:%2$s:stack/%3$s/*",
            "kinesisanalytics ApplicationName", "arn:aws:kinesisanalytics:%1$s:%2$s:application/%3$s",
            "logs logGroupName", "arn:aws:logs:%1$s:%2$s:log-group:%3$s",
            "ssm Name", "arn:aws:ssm:%1$s:%2$s:parameter%3$s");

    List<String> of(String service, ObjectNode request) {
        Set<String> arns = new LinkedHashSet<>();
        for (Map.Entry<String, JsonNode> member : request.properties()) {
            collect(service, member.getKey(), member.getValue(), arns);
        }
        return arns.isEmpty() ? List.of("*") : List.copyOf(arns);
    }

    private void collect(String service, String name, JsonNode value, Set<String> arns) {
        String pattern = NAMED.get(service + " " + name);
        if (value.isTextual() && value.textValue().startsWith("arn:")) {
            arns.add(value.textValue());
        } else if (value.isTextual() && pattern != null) {
            arns.add(pattern.formatted(region, account, value.textValue()));
        } else if (value.isArray() && (name.endsWith("ArnList") || name.endsWith("Arns"))) {
            value.forEach(each -> collect(service, name, each, arns));
        } else if (name.equals("Filters")) {
            // Describe calls name what they look for in filters; seeing is allowed or not for all of a kind
            return;
        }
    }
}
