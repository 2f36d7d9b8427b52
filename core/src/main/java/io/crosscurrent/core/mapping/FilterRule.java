/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One filter of a selection rule, as written: conditions on one column, joined by OR. */
record FilterRule(String column, List<Condition> conditions, RuleReader source) {
    private static final Set<String> MEMBERS = Set.of("filter-type", "column-name", "filter-conditions");
    private static final Set<String> CONDITION_MEMBERS = Set.of("filter-operator", "value", "start-value", "end-value");

    /** Constants as written; unused ones are null. */
    record Condition(FilterOperator operator, String start, String end) {}

    static List<FilterRule> readAll(RuleReader rule) {
        List<FilterRule> filters = new ArrayList<>();
        for (RuleReader filter : rule.objects("filters")) {
            filters.add(read(filter));
        }
        return filters;
    }

    private static FilterRule read(RuleReader filter) {
        filter.onlyMembers(MEMBERS);
        String type = filter.required("filter-type");
        if (!type.isEmpty() && !type.equals("source")) {
            filter.error(
                    "mapping.unknown_filter_type",
                    "filter-type",
                    "\"" + type + "\" is no filter type.",
                    "Write \"filter-type\": \"source\".");
        }
        String column = filter.required("column-name");
        List<Condition> conditions = new ArrayList<>();
        List<RuleReader> items = filter.objects("filter-conditions");
        for (RuleReader item : items) {
            Condition condition = readCondition(item);
            if (condition != null) {
                conditions.add(condition);
            }
        }
        if (items.isEmpty()) {
            filter.error(
                    "mapping.missing_member",
                    "filter-conditions",
                    "The filter on column \"" + column + "\" has no condition.",
                    "Add a filter condition.");
        }
        if (items.size() > 1 && conditions.stream().anyMatch(c -> c.operator().isNegative())) {
            filter.error(
                    "mapping.negative_operator",
                    "filter-conditions",
                    "A filter with noteq, notbetween or notnull may hold only that one condition, and this has "
                            + items.size() + ".",
                    "Put the other conditions into filters of their own.");
        }
        return new FilterRule(column, conditions, filter);
    }

    private static Condition readCondition(RuleReader item) {
        item.onlyMembers(CONDITION_MEMBERS);
        String name = item.required("filter-operator");
        FilterOperator operator = FilterOperator.of(name);
        if (operator == null) {
            if (!name.isEmpty()) {
                item.error(
                        "mapping.unknown_operator",
                        "filter-operator",
                        "\"" + name + "\" is no filter operator.",
                        "Use lte, ste, gte, eq, noteq, between, notbetween, null or notnull.");
            }
            return null;
        }
        String value = operand(item, operator, "value", operator.operands() == 1);
        String start = operand(item, operator, "start-value", operator.operands() == 2);
        String end = operand(item, operator, "end-value", operator.operands() == 2);
        return new Condition(operator, operator.operands() == 1 ? value : start, end);
    }

    private static String operand(RuleReader item, FilterOperator operator, String member, boolean expected) {
        String text = item.text(member);
        if (expected == (text != null)) {
            return text;
        }
        item.error(
                "mapping.filter_operands",
                member,
                "Operator " + operator.spelling() + (expected ? " needs" : " takes no") + " \"" + member + "\".",
                expected ? "Add \"" + member + "\"." : "Leave \"" + member + "\" out.");
        return text;
    }

    /** Compiles it for a table version; null after reporting that the column does not allow it. */
    RowFilter.Clause compile(Table table, List<MappingError> errors) {
        RuleReader report = source.with(errors);
        int index = table.indexOf(column);
        if (index < 0) {
            report.error(
                    "mapping.unknown_column",
                    "column-name",
                    "Table " + table.id() + " has no column \"" + column + "\".",
                    PlanCompiler.columnsOf(table));
            return null;
        }
        Column definition = table.columns().get(index);
        ValueComparison comparison = ValueComparison.of(definition);
        if (comparison == null) {
            report.error(
                    "mapping.filter_on_lob",
                    "column-name",
                    "Column \"" + column + "\" of " + table.id() + " is a LOB (" + definition.type()
                            + "); filters do not work on LOBs.",
                    "Filter on another column.");
            return null;
        }
        List<RowFilter.Condition> compiled = new ArrayList<>();
        for (Condition condition : conditions) {
            compiled.add(new RowFilter.Condition(
                    condition.operator(),
                    constant(condition.start(), comparison, definition, report),
                    constant(condition.end(), comparison, definition, report)));
        }
        return new RowFilter.Clause(index, comparison, compiled);
    }

    private byte[] constant(String text, ValueComparison comparison, Column definition, RuleReader report) {
        if (text == null) {
            return new byte[0];
        }
        try {
            return comparison.normalise(text).getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            report.error(
                    "mapping.filter_value",
                    "filter-conditions",
                    "\"" + text + "\" cannot be compared with column \"" + column + "\" of type " + definition.type()
                            + ".",
                    "Write " + comparison.form() + ".");
            return new byte[0];
        }
    }
}
