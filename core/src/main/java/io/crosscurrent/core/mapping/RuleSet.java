/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import io.crosscurrent.core.encoding.MessageSettings;
import io.crosscurrent.core.mapping.SelectionRule.Action;
import io.crosscurrent.core.table.Table;
import io.crosscurrent.core.table.TableId;
import java.util.List;
import java.util.Optional;

/** The rules of a document, each list in order of precedence. Immutable, safe for use by several threads. */
record RuleSet(
        List<SelectionRule> selections, List<ObjectMappingRule> mappings, List<TransformationRule> transformations)
        implements TableMappings {
    RuleSet {
        selections = List.copyOf(selections);
        mappings = List.copyOf(mappings);
        transformations = List.copyOf(transformations);
    }

    @Override
    public boolean selects(TableId table, Kind kind) {
        return selection(table, kind).isPresent()
                && selections.stream()
                        .noneMatch(rule -> rule.action() == Action.EXCLUDE
                                && rule.locator().matches(table, kind));
    }

    @Override
    public int loadOrder(TableId table) {
        return selections.stream()
                .filter(rule ->
                        rule.action() != Action.EXCLUDE && rule.locator().matches(table))
                .findFirst()
                .map(SelectionRule::loadOrder)
                .orElse(0);
    }

    @Override
    public List<String> topics() {
        return mappings.stream()
                .map(ObjectMappingRule::topic)
                .filter(topic -> !topic.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public TablePlan plan(Table table, MessageSettings settings) {
        List<FilterRule> filters = selections.stream()
                .filter(rule ->
                        rule.action() != Action.EXCLUDE && rule.locator().matches(table.id()))
                .findFirst()
                .map(SelectionRule::filters)
                .orElse(List.of());
        Optional<ObjectMappingRule> mapping = mappings.stream()
                .filter(rule -> rule.locator().matches(table.id()))
                .findFirst();
        return new PlanCompiler(table, settings).compile(filters, transformations, mapping.orElse(null));
    }

    private Optional<SelectionRule> selection(TableId table, Kind kind) {
        return selections.stream()
                .filter(rule ->
                        rule.action() != Action.EXCLUDE && rule.locator().matches(table, kind))
                .findFirst();
    }
}
