/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import java.util.List;
import java.util.Set;

/** A selection rule: takes tables, or leaves them out. */
record SelectionRule(long id, Action action, ObjectLocator locator, int loadOrder, List<FilterRule> filters)
        implements Rule {
    private static final Set<String> MEMBERS =
            Set.of("rule-type", "rule-id", "rule-name", "rule-action", "object-locator", "load-order", "filters");

    enum Action {
        INCLUDE,
        EXCLUDE,
        EXPLICIT
    }

    static SelectionRule read(long id, RuleReader rule) {
        rule.onlyMembers(MEMBERS);
        Action action = action(rule);
        ObjectLocator locator = ObjectLocator.read(rule, true, action == Action.EXPLICIT);
        List<FilterRule> filters = FilterRule.readAll(rule);
        if (!filters.isEmpty() && action != Action.INCLUDE) {
            rule.error(
                    "mapping.filter_needs_include",
                    "filters",
                    "Filters work with rule-action include only.",
                    "Use rule-action include, or leave the filters out.");
        } else if (!filters.isEmpty() && !locator.table().isExact()) {
            rule.error(
                    "mapping.filter_needs_exact_name",
                    "filters",
                    "Exact table name required when using filters, and \"" + locator.table() + "\" has a wildcard.",
                    "Write one selection rule with filters per table.");
        }
        return new SelectionRule(id, action, locator, rule.integer("load-order", 1), filters);
    }

    private static Action action(RuleReader rule) {
        String text = rule.required("rule-action");
        switch (text) {
            case "include", "" -> {
                return Action.INCLUDE;
            }
            case "exclude" -> {
                return Action.EXCLUDE;
            }
            case "explicit" -> {
                return Action.EXPLICIT;
            }
            default -> {
                rule.error(
                        "mapping.unknown_action",
                        "rule-action",
                        "\"" + text + "\" is no action of selection rules.",
                        "Use include, exclude or explicit.");
                return Action.INCLUDE;
            }
        }
    }
}
