/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.TableId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A transformation rule: what schemas, tables and columns are called on the target, which columns there are and what is in
 * them. Locators speak of names of the source.
 *
 * @param columns of the locator, or null when the rule speaks of no column
 * @param ofType {@code data-type} of the locator, or ""
 * @param value "" when the action has none
 * @param expression "" when there is none
 * @param key columns of {@code primary-key-def}
 * @param before null but for {@code add-before-image-columns}
 */
record TransformationRule(
        long id,
        Target target,
        Action action,
        ObjectLocator locator,
        NamePattern columns,
        String ofType,
        String value,
        String oldValue,
        DataType dataType,
        String expression,
        List<String> key,
        BeforeColumns before,
        RuleReader source)
        implements Rule {
    private static final Set<String> MEMBERS = Set.of(
            "rule-type",
            "rule-id",
            "rule-name",
            "rule-action",
            "rule-target",
            "object-locator",
            "value",
            "old-value",
            "data-type",
            "expression",
            "primary-key-def",
            "before-image-def");

    enum Target {
        SCHEMA,
        TABLE,
        COLUMN
    }

    /** What is done, with the targets it can be done to. */
    enum Action {
        RENAME(EnumSet.allOf(Target.class)),
        CONVERT_LOWERCASE(EnumSet.allOf(Target.class)),
        CONVERT_UPPERCASE(EnumSet.allOf(Target.class)),
        ADD_PREFIX(EnumSet.allOf(Target.class)),
        ADD_SUFFIX(EnumSet.allOf(Target.class)),
        REMOVE_PREFIX(EnumSet.allOf(Target.class)),
        REMOVE_SUFFIX(EnumSet.allOf(Target.class)),
        REPLACE_PREFIX(EnumSet.allOf(Target.class)),
        REPLACE_SUFFIX(EnumSet.allOf(Target.class)),
        REMOVE_COLUMN(EnumSet.of(Target.COLUMN)),
        INCLUDE_COLUMN(EnumSet.of(Target.COLUMN)),
        ADD_COLUMN(EnumSet.of(Target.COLUMN)),
        CHANGE_DATA_TYPE(EnumSet.of(Target.COLUMN)),
        DEFINE_PRIMARY_KEY(EnumSet.of(Target.TABLE)),
        ADD_BEFORE_IMAGE_COLUMNS(EnumSet.of(Target.COLUMN)),
        DATA_MASKING_DIGITS_MASK(EnumSet.of(Target.COLUMN)),
        DATA_MASKING_DIGITS_RANDOMIZE(EnumSet.of(Target.COLUMN)),
        DATA_MASKING_HASH_MASK(EnumSet.of(Target.COLUMN));

        private final Set<Target> targets;

        Action(Set<Target> targets) {
            this.targets = targets;
        }

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean masks() {
            return name().startsWith("DATA_MASKING");
        }

        /** Whether at most one rule with such an action holds for a column: the one with the lowest id. */
        boolean exclusive() {
            return !masks() && this != INCLUDE_COLUMN && this != ADD_COLUMN && this != ADD_BEFORE_IMAGE_COLUMNS;
        }

        boolean needsValue() {
            return name().matches("ADD_.*FIX|REMOVE_.*FIX|REPLACE_.*FIX|ADD_COLUMN|DATA_MASKING_DIGITS_MASK");
        }
    }

    /** What the columns with old values are called, and of which columns there are any. */
    record BeforeColumns(String prefix, String suffix, String filter) {}

    static TransformationRule read(long id, RuleReader rule) {
        rule.onlyMembers(MEMBERS);
        Action action = action(rule);
        Target target = target(rule, action);
        RuleReader where = rule.object("object-locator");
        boolean ofColumns = target == Target.COLUMN;
        ObjectLocator locator = ObjectLocator.of(rule, target == Target.SCHEMA, ofColumns);
        String value = Objects.requireNonNullElse(rule.text("value"), "");
        String expression = Objects.requireNonNullElse(rule.text("expression"), "");
        if (action.needsValue() && value.isEmpty()
                || action == Action.RENAME && value.isEmpty() && expression.isEmpty()) {
            rule.error(
                    "mapping.missing_member",
                    "value",
                    "rule-action " + action.text() + " needs \"value\".",
                    "Add \"value\".");
        }
        if (action == Action.DATA_MASKING_DIGITS_MASK && !value.isEmpty() && !value.matches("[!-~]")) {
            rule.error(
                    "mapping.invalid_mask",
                    "value",
                    "\"" + value + "\" is not one printable ASCII character.",
                    "Use for example \"*\".");
        }
        String old = Objects.requireNonNullElse(rule.text("old-value"), "");
        if (action.name().startsWith("REPLACE") && old.isEmpty()) {
            rule.error(
                    "mapping.missing_member",
                    "old-value",
                    "rule-action " + action.text() + " needs \"old-value\".",
                    "Add \"old-value\".");
        }
        DataType dataType = DataType.read(rule);
        if (action == Action.CHANGE_DATA_TYPE && dataType == null && !rule.has("data-type")) {
            rule.error(
                    "mapping.missing_member",
                    "data-type",
                    "rule-action change-data-type needs \"data-type\".",
                    "Add it.");
        }
        if (!expression.isEmpty() && action != Action.ADD_COLUMN && action != Action.RENAME) {
            rule.error(
                    "mapping.unexpected_member",
                    "expression",
                    "rule-action " + action.text() + " has no \"expression\".",
                    "Use it with add-column or rename.");
        }
        return new TransformationRule(
                id,
                target,
                action,
                locator,
                ofColumns ? column(where, rule, action) : null,
                where == null ? "" : Objects.requireNonNullElse(where.text("data-type"), ""),
                value,
                old,
                dataType,
                expression,
                key(rule, action),
                before(rule, action),
                rule);
    }

    private static Action action(RuleReader rule) {
        String text = rule.required("rule-action");
        for (Action action : Action.values()) {
            if (action.text().equals(text)) {
                return action;
            }
        }
        if (!text.isEmpty()) {
            rule.error(
                    "mapping.unknown_action",
                    "rule-action",
                    "\"" + text + "\" is no action of transformation rules.",
                    "Use one of "
                            + String.join(
                                    ", ",
                                    java.util.Arrays.stream(Action.values())
                                            .map(Action::text)
                                            .toList())
                            + ".");
        }
        return Action.RENAME;
    }

    private static Target target(RuleReader rule, Action action) {
        String text = rule.required("rule-target");
        Map<String, Target> targets = Map.of("schema", Target.SCHEMA, "table", Target.TABLE, "column", Target.COLUMN);
        Target target = targets.get(text);
        if (target == null) {
            boolean space = text.endsWith("tablespace");
            if (!text.isEmpty()) {
                rule.error(
                        "mapping.unknown_target",
                        "rule-target",
                        "\"" + text + "\" is " + (space ? "a target of Oracle only." : "no target of a rule."),
                        "Use schema, table or column.");
            }
            return Target.TABLE;
        }
        if (!action.targets.contains(target)) {
            rule.error(
                    "mapping.wrong_target",
                    "rule-target",
                    "rule-action " + action.text() + " does not work on a " + text + ".",
                    "Use rule-target " + action.targets.iterator().next().name().toLowerCase(Locale.ROOT) + ".");
        }
        return target;
    }

    private static NamePattern column(RuleReader locator, RuleReader rule, Action action) {
        String text = locator == null ? null : locator.text("column-name");
        if (text == null || text.isEmpty()) {
            if (locator != null && action != Action.ADD_COLUMN) {
                locator.required("column-name");
            }
            return NamePattern.exact("");
        }
        try {
            return NamePattern.parse(text);
        } catch (IllegalArgumentException e) {
            locator.error(
                    "mapping.invalid_pattern",
                    "column-name",
                    "In \"" + text + "\" " + e.getMessage() + ".",
                    "Use %, _, [_], [ab] and [a-d].");
            return NamePattern.exact(text);
        }
    }

    private static List<String> key(RuleReader rule, Action action) {
        RuleReader definition = rule.object("primary-key-def");
        if (action != Action.DEFINE_PRIMARY_KEY) {
            return List.of();
        }
        if (definition == null) {
            rule.required("primary-key-def");
            return List.of();
        }
        definition.onlyMembers(Set.of("name", "origin", "columns"));
        String origin = definition.text("origin");
        if (origin != null && !Set.of("", "primary-key", "unique-index").contains(origin)) {
            definition.error(
                    "mapping.unknown_origin",
                    "origin",
                    "\"" + origin + "\" is no origin of a key.",
                    "Use primary-key or unique-index.");
        }
        List<String> columns = definition.texts("columns");
        if (columns.isEmpty()) {
            definition.error("mapping.missing_member", "columns", "A key needs columns.", "Name them in \"columns\".");
        }
        return columns;
    }

    private static BeforeColumns before(RuleReader rule, Action action) {
        if (action != Action.ADD_BEFORE_IMAGE_COLUMNS) {
            return null;
        }
        RuleReader definition = rule.object("before-image-def");
        if (definition == null) {
            return new BeforeColumns("BI_", "", "pk-only");
        }
        definition.onlyMembers(Set.of("column-prefix", "column-suffix", "column-filter"));
        String prefix = definition.has("column-prefix") ? definition.text("column-prefix") : "BI_";
        String suffix = Objects.requireNonNullElse(definition.text("column-suffix"), "");
        String filter = Objects.requireNonNullElse(definition.text("column-filter"), "pk-only");
        if (prefix.isEmpty() && suffix.isEmpty()) {
            definition.error(
                    "mapping.before_image_without_name",
                    "column-prefix",
                    "column-prefix and column-suffix are both empty.",
                    "Give one of them, so that old values have names of their own.");
        }
        if (!Set.of("pk-only", "non-lob", "all").contains(filter)) {
            definition.error(
                    "mapping.unknown_filter",
                    "column-filter",
                    "\"" + filter + "\" is no filter of columns.",
                    "Use pk-only, non-lob or all.");
        }
        return new BeforeColumns(prefix, suffix, filter);
    }

    boolean matchesSchema(TableId table) {
        return target == Target.SCHEMA && locator.schema().matches(table.schema());
    }

    boolean matchesTable(TableId table) {
        return target == Target.TABLE && locator.matches(table);
    }

    boolean matches(TableId table, Column column) {
        return target == Target.COLUMN
                && locator.matches(table)
                && columns.matches(column.name())
                && (ofType.isEmpty() || ofType.equals(DataType.nameOf(column)));
    }

    /** What a name becomes. Not for renaming by an expression. */
    String renamed(String name) {
        return switch (action) {
            case RENAME -> value;
            case CONVERT_LOWERCASE -> name.toLowerCase(Locale.ROOT);
            case CONVERT_UPPERCASE -> name.toUpperCase(Locale.ROOT);
            case ADD_PREFIX -> value + name;
            case ADD_SUFFIX -> name + value;
            case REMOVE_PREFIX -> name.startsWith(value) ? name.substring(value.length()) : name;
            case REMOVE_SUFFIX -> name.endsWith(value) ? name.substring(0, name.length() - value.length()) : name;
            case REPLACE_PREFIX -> name.startsWith(oldValue) ? value + name.substring(oldValue.length()) : name;
            case REPLACE_SUFFIX ->
                name.endsWith(oldValue) ? name.substring(0, name.length() - oldValue.length()) + value : name;
            default -> name;
        };
    }
}
