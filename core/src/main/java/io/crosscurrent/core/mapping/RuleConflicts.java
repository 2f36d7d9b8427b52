/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import io.crosscurrent.core.mapping.SelectionRule.Action;
import java.util.ArrayList;
import java.util.List;

/** Finds rules that are right alone and contradict each other. */
final class RuleConflicts {
    private RuleConflicts() {}

    static List<MappingError> find(List<SelectionRule> selections, List<ObjectMappingRule> mappings) {
        List<MappingError> errors = new ArrayList<>();
        for (SelectionRule rule : selections) {
            for (SelectionRule other : selections) {
                boolean same = rule.locator().sameNames(other.locator());
                if (rule.action() == Action.EXPLICIT && other.action() == Action.EXCLUDE && same) {
                    errors.add(error(
                            "mapping.conflicting_selection",
                            rule,
                            "It selects " + rule.locator() + ", which rule " + other.id() + " excludes.",
                            "Remove one of the two rules."));
                }
                if (rule.id() > other.id()
                        && same
                        && rule.action() == Action.INCLUDE
                        && other.action() == Action.INCLUDE
                        && !(rule.filters().isEmpty() && other.filters().isEmpty())) {
                    errors.add(error(
                            "mapping.conflicting_filters",
                            rule,
                            "It includes " + rule.locator() + ", which rule " + other.id()
                                    + " includes too, and there are filters.",
                            "Put all filters of a table into one rule."));
                }
            }
        }
        for (ObjectMappingRule rule : mappings) {
            for (ObjectMappingRule other : mappings) {
                if (rule.id() > other.id() && rule.locator().sameNames(other.locator())) {
                    errors.add(error(
                            "mapping.conflicting_object_mapping",
                            rule,
                            "It maps " + rule.locator() + ", which rule " + other.id() + " maps too.",
                            "Put everything about a table into one rule."));
                }
            }
        }
        return errors;
    }

    private static MappingError error(String code, Rule rule, String reason, String remedy) {
        return new MappingError(code, Long.toString(rule.id()), "$.rules", reason, remedy);
    }
}
