/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import io.crosscurrent.core.expression.Expression;
import io.crosscurrent.core.expression.ExpressionException;
import io.crosscurrent.core.mapping.TransformationRule.Action;
import io.crosscurrent.core.mapping.TransformationRule.BeforeColumns;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.core.table.Table;
import io.crosscurrent.core.table.TableId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Applies the transformation rules to one version of one table. For one thread. */
final class ShapeCompiler {
    private static final Set<ColumnType> NUMBERS = EnumSet.of(
            ColumnType.BOOLEAN,
            ColumnType.INT8,
            ColumnType.INT16,
            ColumnType.INT32,
            ColumnType.INT64,
            ColumnType.UINT8,
            ColumnType.UINT16,
            ColumnType.UINT32,
            ColumnType.UINT64,
            ColumnType.DECIMAL,
            ColumnType.FLOAT,
            ColumnType.DOUBLE);
    private static final Set<ColumnType> LOBS = EnumSet.of(ColumnType.TEXT, ColumnType.JSON, ColumnType.BLOB);

    private final Table table;
    private final List<TransformationRule> rules;
    private final List<MappingError> errors;
    private final List<String> names = new ArrayList<>();
    private final Set<Integer> hidden = new HashSet<>();
    private final Set<Integer> removed = new HashSet<>();
    private final List<ComputedColumn> computed = new ArrayList<>();
    private final Map<Integer, Mask> masks = new HashMap<>();

    /** @param rules by ascending id */
    ShapeCompiler(Table table, List<TransformationRule> rules, List<MappingError> errors) {
        this.table = table;
        this.rules = rules;
        this.errors = errors;
    }

    TableShape compile() {
        Table keyed = withKey();
        boolean chosen = rules.stream().anyMatch(rule -> rule.action() == Action.INCLUDE_COLUMN && matchesAny(rule));
        for (int i = 0; i < table.columns().size(); i++) {
            column(i, chosen, keyed);
        }
        rules.stream()
                .filter(rule ->
                        rule.action() == Action.ADD_COLUMN && rule.locator().matches(table.id()))
                .forEach(this::add);
        unique();
        return new TableShape(keyed, target(), names, hidden, computed, masks, before());
    }

    private boolean matchesAny(TransformationRule rule) {
        return table.columns().stream().anyMatch(column -> rule.matches(table.id(), column));
    }

    private TableId target() {
        String schema = rules.stream()
                .filter(rule -> rule.matchesSchema(table.id()))
                .findFirst()
                .map(rule -> renamed(rule, table.id().schema()))
                .orElse(table.id().schema());
        String name = rules.stream()
                .filter(rule -> rule.matchesTable(table.id()) && rule.action() != Action.DEFINE_PRIMARY_KEY)
                .findFirst()
                .map(rule -> renamed(rule, table.id().name()))
                .orElse(table.id().name());
        return new TableId(schema, name);
    }

    private String renamed(TransformationRule rule, String name) {
        if (rule.expression().isEmpty()) {
            return rule.renamed(name);
        }
        Expression expression = expression(rule);
        if (expression == null) {
            return name;
        }
        if (!expression.columns().isEmpty()) {
            error(rule, "expression", "A name cannot depend on the values of columns.", "Use $AR_M_… variables.");
            return name;
        }
        Object value = expression.value(NoRow.INSTANCE);
        return value == null ? name : Expression.text(value);
    }

    private void column(int index, boolean chosen, Table keyed) {
        Column column = table.columns().get(index);
        Optional<TransformationRule> rule = rules.stream()
                .filter(each -> each.action().exclusive() && each.matches(table.id(), column))
                .findFirst();
        String name = rule.filter(
                        each -> each.action() != Action.REMOVE_COLUMN && each.action() != Action.CHANGE_DATA_TYPE)
                .map(each -> renamed(each, column.name()))
                .orElse(column.name());
        names.add(name);
        boolean left = chosen
                && rules.stream()
                        .noneMatch(each -> each.action() == Action.INCLUDE_COLUMN && each.matches(table.id(), column));
        if (left || rule.filter(each -> each.action() == Action.REMOVE_COLUMN).isPresent()) {
            hidden.add(index);
            removed.add(index);
        }
        Optional<TransformationRule> change = rule.filter(each -> each.action() == Action.CHANGE_DATA_TYPE);
        change.ifPresent(each -> refuseLob(each, column));
        mask(index, column, change, keyed);
        if (!removed.contains(index) && (change.isPresent() || masks.containsKey(index))) {
            hidden.add(index);
            DataType type = change.map(TransformationRule::dataType).orElse(null);
            Mask mask = masks.get(index);
            Column shown = type != null
                    ? type.column(name)
                    : new Column(
                            name,
                            mask.text() ? ColumnType.STRING : column.type(),
                            mask.text() ? 0 : column.length(),
                            column.precision(),
                            column.scale(),
                            column.nullable());
            computed.add(new ComputedColumn(shown, index, null, type, mask, where(column.name())));
        }
    }

    private String where(String column) {
        return "Column " + column + " of " + table.id();
    }

    private void refuseLob(TransformationRule rule, Column column) {
        if (LOBS.contains(column.type())) {
            error(
                    rule,
                    "object-locator",
                    "Column \"" + column.name() + "\" of " + table.id()
                            + " is a large object; its type cannot be changed.",
                    "Use remove-column, or leave it as it is.");
        }
    }

    private void mask(int index, Column column, Optional<TransformationRule> change, Table keyed) {
        TransformationRule rule = rules.stream()
                .filter(each -> each.action().masks() && each.matches(table.id(), column))
                .findFirst()
                .orElse(null);
        if (rule == null) {
            return;
        }
        boolean random = rule.action() == Action.DATA_MASKING_DIGITS_RANDOMIZE;
        boolean text = column.type() == ColumnType.STRING || change.isPresent();
        boolean number = NUMBERS.contains(column.type())
                && column.type() != ColumnType.BOOLEAN
                && column.type() != ColumnType.FLOAT
                && column.type() != ColumnType.DOUBLE;
        if (!text && !(random && number)) {
            if (rule.columns().isExact()) {
                error(
                        rule,
                        "object-locator",
                        "Column \"" + column.name() + "\" of " + table.id() + " has the type " + DataType.nameOf(column)
                                + ", which " + rule.action().text() + " cannot mask.",
                        "Use remove-column, or change its type to string first.");
            }
            return;
        }
        boolean key = keyed.primaryKey().contains(index);
        if (key && rule.action() != Action.DATA_MASKING_HASH_MASK) {
            error(
                    rule,
                    "object-locator",
                    "Column \"" + column.name() + "\" is part of the key of " + table.id() + "; masked by "
                            + rule.action().text() + " different rows could not be told apart.",
                    "Use data-masking-hash-mask.");
            return;
        }
        Mask.Kind kind =
                switch (rule.action()) {
                    case DATA_MASKING_HASH_MASK -> Mask.Kind.HASH;
                    case DATA_MASKING_DIGITS_RANDOMIZE -> Mask.Kind.RANDOM;
                    default -> Mask.Kind.DIGITS;
                };
        char letter = rule.value().isEmpty() ? '*' : rule.value().charAt(0);
        masks.put(index, new Mask(kind, letter, column.type()));
    }

    private void add(TransformationRule rule) {
        Expression expression = rule.expression().isEmpty() ? null : expression(rule);
        if (expression == null && !rule.expression().isEmpty()) {
            return;
        }
        DataType type = rule.dataType();
        Column column =
                type == null ? new Column(rule.value(), ColumnType.STRING, 0, 0, 0, true) : type.column(rule.value());
        Expression made = expression == null ? nothing(rule) : expression;
        DataType kept = type == null ? new DataType(ColumnType.STRING, 0, 0, -1) : type;
        computed.add(new ComputedColumn(column, -1, made, kept, null, where(rule.value())));
    }

    private Expression nothing(TransformationRule rule) {
        return Expression.compile("NULL", names(rule));
    }

    private Expression.Names names(TransformationRule rule) {
        return new Expression.Names(
                table.id().schema(),
                table.id().name(),
                table::indexOf,
                index -> NUMBERS.contains(table.columns().get(index).type()));
    }

    private Expression expression(TransformationRule rule) {
        try {
            return Expression.compile(rule.expression(), names(rule));
        } catch (ExpressionException e) {
            error(rule, "expression", e.getMessage(), PlanCompiler.columnsOf(table));
            return null;
        }
    }

    private Table withKey() {
        TransformationRule rule = rules.stream()
                .filter(each -> each.action() == Action.DEFINE_PRIMARY_KEY && each.matchesTable(table.id()))
                .findFirst()
                .orElse(null);
        if (rule == null) {
            return table;
        }
        List<Integer> key = new ArrayList<>();
        for (String column : rule.key()) {
            int index = table.indexOf(column);
            if (index < 0) {
                error(
                        rule,
                        "primary-key-def.columns",
                        "Table " + table.id() + " has no column \"" + column + "\".",
                        PlanCompiler.columnsOf(table));
            } else {
                key.add(index);
            }
        }
        return new Table(table.id(), table.columns(), key, table.collation());
    }

    private BeforeColumns before() {
        return rules.stream()
                .filter(rule -> rule.action() == Action.ADD_BEFORE_IMAGE_COLUMNS && matchesAny(rule))
                .findFirst()
                .map(TransformationRule::before)
                .orElse(null);
    }

    private void unique() {
        Set<String> seen = new HashSet<>();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!hidden.contains(i)) {
                all.add(names.get(i));
            }
        }
        computed.forEach(column -> all.add(column.column().name()));
        for (String name : all) {
            if (!seen.add(name) && !rules.isEmpty()) {
                error(
                        rules.get(0),
                        "",
                        "Two columns of " + table.id() + " would be called \"" + name + "\".",
                        "Give the added or renamed column another name.");
            }
        }
    }

    private void error(TransformationRule rule, String member, String reason, String remedy) {
        rule.source().with(errors).error("mapping.transformation", member, reason, remedy);
    }
}
