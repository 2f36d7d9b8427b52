/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The Rules section: assertions about parameters, made before anything else happens. */
final class RuleCheck {
    private RuleCheck() {}

    static void check(Template template, Conditions conditions) {
        for (Map.Entry<String, JsonNode> rule : template.rules().properties()) {
            JsonNode when = rule.getValue().get("RuleCondition");
            if (when == null || conditions.truth(when)) {
                for (JsonNode assertion : rule.getValue().path("Assertions")) {
                    if (!conditions.truth(assertion.path("Assert"))) {
                        throw TemplateFault.validation("Rule " + rule.getKey() + " failed: "
                                + assertion.path("AssertDescription").asText("an assertion does not hold") + ".");
                    }
                }
            }
        }
    }
}
